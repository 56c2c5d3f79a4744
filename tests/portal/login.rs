//! Logging in: one-time passwords, rotation, limits, throttling, forms from elsewhere.

use axum::http::StatusCode;
use chrono::TimeDelta;
use qebul::domain::user::Role;
use qebul::portal::{Settings, access_log, accounts};

use super::app::{Browser, TestApp};
use super::seed;

#[test]
fn a_one_time_password_opens_only_the_change_of_it() {
    let app = TestApp::new();
    let once = app.user("a.aliyev", Role::Monitoring, "");
    let answer = app.try_login("a.aliyev", &once);
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    let browser = app.browser(&answer.cookie("qebul").unwrap());
    for path in ["/", "/units", "/findings"] {
        let answer = app.get(path, &browser);
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/password"), "{path}");
    }
    let weak = app.post("/password", &browser, &format!("csrf={}&old={once}&new=qisa&again=qisa", browser.csrf));
    assert!(weak.text().contains("ən azı 12 işarədən"));
    let wrong = format!("csrf={}&old=x&new=dord+adi+soz+kifayet&again=dord+adi+soz+kifayet", browser.csrf);
    assert!(app.post("/password", &browser, &wrong).text().contains("Hazırkı parol yanlışdır"));
    let right = wrong.replace("old=x", &format!("old={once}"));
    let answer = app.post("/password", &browser, &right);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let fresh = app.browser(&answer.cookie("qebul").unwrap());
    assert_ne!(fresh.cookies, browser.cookies, "the session is another one");
    assert_eq!(app.get("/", &fresh).status, StatusCode::OK);
    assert_eq!(app.get("/", &browser).header("location"), "/login?next=%2F", "the old session has ended");
    assert_eq!(app.try_login("a.aliyev", &once).status, StatusCode::OK, "the one-time password opens nothing any more");
}

#[test]
fn sessions_end_when_idle_and_at_their_limit() {
    let app = TestApp::new();
    let browser = app.enter("b.bayov", Role::Analysis, "");
    app.clock.set(seed::now() + TimeDelta::minutes(59));
    assert_eq!(app.get("/", &browser).status, StatusCode::OK);
    app.clock.set(seed::now() + TimeDelta::minutes(59 + 61));
    assert_eq!(app.get("/", &browser).status, StatusCode::SEE_OTHER, "idle");

    let app = TestApp::new();
    let browser = app.enter("b.bayov", Role::Analysis, "");
    for minutes in (30..600).step_by(30) {
        app.clock.set(seed::now() + TimeDelta::minutes(minutes));
        assert_eq!(app.get("/", &browser).status, StatusCode::OK, "{minutes}");
    }
    app.clock.set(seed::now() + TimeDelta::hours(10));
    assert_eq!(app.get("/", &browser).status, StatusCode::SEE_OTHER, "after ten hours, used or not");
}

#[test]
fn logging_in_rotates_and_logging_out_ends_the_session() {
    let app = TestApp::new();
    let before = app.enter("c.cabbarov", Role::Leadership, "");
    let page = app.get("/login", &before);
    let cookies = format!("{}; qebul-form={}", before.cookies, page.cookie("qebul-form").unwrap());
    let form =
        format!("login=c.cabbarov&password=d%C3%B6rd+adi+s%C3%B6z+kifay%C9%99tdir&token={}", page.field("token"));
    let answer = app.post("/login", &Browser { cookies, csrf: String::new() }, &form);
    let after = app.browser(&answer.cookie("qebul").unwrap());
    assert_eq!(app.get("/", &before).status, StatusCode::SEE_OTHER, "the session the browser came with has ended");
    assert_eq!(app.get("/", &after).status, StatusCode::OK);
    let answer = app.post("/logout", &after, &format!("csrf={}", after.csrf));
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/login"));
    assert_eq!(app.get("/", &after).status, StatusCode::SEE_OTHER);
}

#[test]
fn wrong_passwords_lock_the_account_and_then_the_address() {
    let app = TestApp::new();
    let once = app.user("d.dadasov", Role::Unit, seed::OWN);
    let said = |answer: &super::app::Answer| answer.text().contains("yanlışdır");
    for _ in 0..5 {
        assert!(said(&app.try_login("d.dadasov", "yanlış")));
    }
    let locked = app.try_login("d.dadasov", &once);
    assert!(said(&locked) && locked.cookie("qebul").is_none(), "locked, in the same words");
    app.clock.set(seed::now() + TimeDelta::minutes(2));
    assert_eq!(app.try_login("d.dadasov", &once).status, StatusCode::SEE_OTHER);
    for _ in 0..14 {
        app.try_login("nobody", "yanlış");
    }
    assert_eq!(app.try_login("nobody", "yanlış").status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(app.try_login("d.dadasov", &once).status, StatusCode::TOO_MANY_REQUESTS, "whatever the account");
}

#[test]
fn forms_from_elsewhere_are_refused() {
    let app = TestApp::new();
    let admin = app.enter("e.eyvazov", Role::Admin, "");
    let form = format!("csrf={}&login=new.user&role=analysis&unit=&email=&language=az", admin.csrf);
    for origin in [Some("https://evil.example"), Some("null"), None] {
        assert_eq!(app.post_from(origin, "/users", &admin, &form).status, StatusCode::FORBIDDEN, "{origin:?}");
    }
    let forged = form.replace(&admin.csrf, "forged");
    assert_eq!(app.post("/users", &admin, &forged).status, StatusCode::FORBIDDEN);
    assert_eq!(app.post("/users", &admin, "login=new.user").status, StatusCode::FORBIDDEN);
    assert_eq!(accounts::list_users(&app.store).unwrap().len(), 1);
    let made = app.post("/users", &admin, &form);
    assert!(made.text().contains("new.user üçün birdəfəlik parol"));
    assert_eq!(accounts::list_users(&app.store).unwrap().len(), 2);
}

#[test]
fn a_disabled_user_is_out_at_once() {
    let app = TestApp::new();
    let admin = app.enter("f.fikretov", Role::Admin, "");
    let user = app.enter("g.gulov", Role::Monitoring, "");
    let answer = app.post("/users/g.gulov/disable", &admin, &format!("csrf={}", admin.csrf));
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("/", &user).status, StatusCode::SEE_OTHER);
    let own = app.post("/users/f.fikretov/disable", &admin, &format!("csrf={}", admin.csrf));
    assert_eq!(own.status, StatusCode::BAD_REQUEST, "nobody locks themselves out");
}

#[test]
fn the_access_log_is_a_chain() {
    let app = TestApp::new();
    let user = app.enter("h.hasanov", Role::Monitoring, "");
    app.get(&format!("/units/{}/checks/A1", seed::OWN), &user);
    app.get("/users", &user);
    let session = app.store.session().unwrap();
    let verified = access_log::verify(&session).unwrap();
    assert_eq!((verified.lines, verified.broken_at), (5, None), "created, logged in, changed, viewed, refused");
    app.store
        .write_state(|state| state.run("update state.access_log set object = 'nothing' where position = 4"))
        .unwrap();
    assert_eq!(access_log::verify(&session).unwrap().broken_at, Some(4));
}

#[test]
fn behind_tls_cookies_are_secure() {
    let app = TestApp::with(Settings { public_url: Some("https://qebul.gov.az".into()), ..Settings::default() });
    let answer = app.get("/login", &Browser::default());
    assert!(answer.header("set-cookie").ends_with("; Secure"));
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}
