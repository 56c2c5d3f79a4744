//! Every route × every role × a foreign unit: nothing opens that the rights table does not open.

use axum::http::StatusCode;
use qebul::domain::user::{self, Page, Role};
use qebul::portal::{Needs, route_table};

use super::app::{Browser, TestApp};
use super::seed::{FOREIGN, OWN};

/// A real address for a route's pattern, about the unit given.
fn address(pattern: &str, unit: &str) -> String {
    let (kind, of) = if unit == OWN { ("unit", OWN) } else { ("monthly", "NAZ") };
    pattern
        .replace("/reports/{kind}/{period}/{unit}", &format!("/reports/{kind}/2026-09/{of}"))
        .replace("{language}", "az")
        .replace("{edition}", "1")
        .replace("{unit}", unit)
        .replace("{check}", "A1")
        .replace("{register}", "overdue")
        .replace("{kind}", "reception")
        .replace("{source}", "DSMF")
        .replace("{id}", if unit == OWN { "R-1" } else { "R-2" })
        .replace("{login}", "somebody")
        .replace("{job}", "pull")
        .replace("{name}", "icon.svg")
}

/// The rights as the specification's table has them, said again here so that the two cannot err together.
fn may(needs: Needs, role: Role) -> bool {
    match needs {
        Needs::Nothing | Needs::Session => true,
        Needs::Look(page) | Needs::MachineOrLook(page) => user::access(role, page).is_some(),
        Needs::Act(Page::Users | Page::Operations) => role == Role::Admin,
        Needs::Act(page) => user::access(role, page).can_write(),
    }
}

#[test]
fn every_route_for_every_role() {
    let app = TestApp::new();
    let mut walked = 0;
    for role in Role::ALL {
        let unit = if role == Role::Unit { OWN } else { "" };
        app.user(&format!("spare-{role}"), Role::Analysis, "");
        let browser = app.enter(&format!("user-{role}"), role, unit);
        for (verb, pattern, needs) in route_table() {
            if pattern == "/logout" || pattern == "/login" {
                continue;
            }
            let path = address(pattern, OWN);
            let answer = match verb {
                "GET" => app.get(&path, &browser),
                _ => app.post(&path, &browser, &format!("csrf={}", browser.csrf)),
            };
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !may(needs, role), "{role} {verb} {path}: {}", answer.status);
            assert!(!answer.status.is_server_error(), "{role} {verb} {path}: {}", answer.text());
            if verb == "GET" && may(needs, role) && needs != Needs::Nothing {
                assert_eq!(answer.status, StatusCode::OK, "{role} {path}");
            }
            walked += 1;
        }
    }
    assert!(walked > 200);
}

#[test]
fn nobody_in_particular_gets_the_login() {
    let app = TestApp::new();
    for (verb, pattern, needs) in route_table() {
        let path = address(pattern, OWN);
        let answer = match verb {
            "GET" => app.get(&path, &Browser::default()),
            _ => app.post(&path, &Browser::default(), "csrf=x"),
        };
        if needs == Needs::Nothing {
            assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        } else if path.starts_with("/api/") {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{verb} {path}");
            assert!(answer.header("location").starts_with("/login?next="), "{verb} {path}");
        }
    }
}

#[test]
fn a_foreign_unit_does_not_exist() {
    let app = TestApp::new();
    let liaison = app.enter("liaison", Role::Unit, OWN);
    let foreign = app.reference.units.get(FOREIGN).unwrap();
    let mut walked = 0;
    for (verb, pattern, needs) in route_table() {
        if verb != "GET" || needs == Needs::Nothing || !may(needs, Role::Unit) {
            continue;
        }
        let path = address(pattern, FOREIGN);
        let answer = app.get(&path, &liaison);
        if pattern.contains("{unit}") || pattern.contains("{id}") {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        } else {
            assert_eq!(answer.status, StatusCode::OK, "{path}");
        }
        let text = answer.text();
        assert!(!text.contains(&foreign.name_az) && !text.contains("A-foreign"), "{path} tells of {FOREIGN}");
        walked += 1;
    }
    assert!(walked >= 15, "{walked}");
    for path in [
        format!("/findings?unit={FOREIGN}"),
        format!("/registers/overdue?unit={FOREIGN}"),
        format!("/registers/overdue/rows.csv?unit={FOREIGN}"),
        format!("/units/{FOREIGN}?period=2026-08"),
    ] {
        assert_eq!(app.get(&path, &liaison).status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn no_page_holds_a_citizen_or_what_people_wrote() {
    let app = TestApp::new();
    for role in Role::ALL {
        let browser = app.enter(&format!("reader-{role}"), role, if role == Role::Unit { OWN } else { "" });
        for (verb, pattern, _) in route_table().into_iter().filter(|(verb, ..)| *verb == "GET") {
            let text = app.get(&address(pattern, OWN), &browser).text();
            assert!(!text.contains("secret-key") && !text.contains("mətn sirdir"), "{role} {verb} {pattern}");
        }
    }
}
