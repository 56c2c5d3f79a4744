//! What the pages say, how heavy they are, and what stands around them.

use axum::http::StatusCode;
use qebul::domain::user::Role;

use super::app::{Browser, HOST, TestApp};
use super::seed::{FOREIGN, OWN};

const PAGES: [&str; 16] = [
    "/",
    "/?period=2026-08",
    "/reports",
    "/reports/monthly/2026-09/NAZ/az/1",
    "/units",
    "/units/DSMF",
    "/units/DSMF-LERIK",
    "/units/DSMF-LERIK/checks/A1",
    "/records/reception/DSMF/R-1",
    "/checks",
    "/checks/A1",
    "/findings",
    "/registers/overdue",
    "/registers/returns",
    "/operations",
    "/charter",
];

#[test]
fn pages_are_light_private_and_load_nothing_from_elsewhere() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Head, "");
    for language in ["az", "en"] {
        let browser = Browser { cookies: format!("{}; qebul-language={language}", browser.cookies), ..browser.clone() };
        for path in PAGES {
            let answer = app.get(path, &browser);
            let text = answer.text();
            assert_eq!(answer.status, StatusCode::OK, "{path}: {text}");
            assert!(answer.body.len() < 100_000, "{path} weighs {} bytes", answer.body.len());
            assert!(text.contains(&format!("<html lang=\"{language}\">")), "{path}");
            assert!(!text.contains("<script") && !text.contains("style=\""), "{path}");
            for outside in ["src=\"http", "href=\"http", "href=\"//", "@import"] {
                assert!(!text.contains(outside), "{path} holds {outside}");
            }
            assert_eq!(text.matches("<h1").count(), 1, "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
        }
    }
}

#[test]
fn the_overview_shows_what_page_one_of_the_report_shows() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Leadership, "");
    let sample: serde_json::Value =
        serde_json::from_str(include_str!("../../report-templates/monthly/sample.json")).unwrap();
    let text = app.get("/", &browser).text();
    for headline in sample["first"]["headlines"].as_array().unwrap() {
        let printed = headline["figure"]["text"].as_str().unwrap();
        assert!(text.contains(printed), "{printed} is not on the overview");
    }
    assert!(text.contains("2026-cı ilin sentyabr ayı"));
    assert!(text.contains("08.10.2026, 09:00"));
    assert!(text.contains("Sosial Müdafiə Fondu"));
}

#[test]
fn the_units_liaison_sees_the_own_unit() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Unit, OWN);
    let text = app.get("/", &browser).text();
    assert!(text.contains("Lerik"));
    assert!(text.contains("A1 · "));
    let page = app.get(&format!("/units/{OWN}/checks/A1"), &browser).text();
    assert!(page.contains("A-own") && page.contains("10.09.2026"));
    assert!(page.contains("Gecikmə, iş günü") && page.contains("12"));
}

#[test]
fn the_language_is_remembered() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Leadership, "");
    let referer = format!("http://{HOST}/units?period=2026-08");
    let answer = app.get_with("/language/en", &browser, &[("referer", &referer)]);
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/units?period=2026-08"));
    assert_eq!(answer.cookie("qebul-language").as_deref(), Some("en"));
    let answer = app.get_with("/language/en", &browser, &[("referer", "https://evil.example/")]);
    assert_eq!(answer.header("location"), "/");
    assert_eq!(app.get("/language/de", &browser).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_report_is_read_saved_and_asked_for_in_part() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Leadership, "");
    let path = "/reports/monthly/2026-09/NAZ/az/1/report.pdf";
    let whole = app.get(path, &browser);
    assert_eq!((whole.status, whole.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(whole.header("content-disposition"), "inline; filename=\"qebul-monthly-2026-09-NAZ-az-1.pdf\"");
    assert_eq!(whole.body, b"%PDF-1.7 whole ministry");
    let saved = app.get(&format!("{path}?save=1"), &browser);
    assert!(saved.header("content-disposition").starts_with("attachment"));
    let part = app.get_with(path, &browser, &[("range", "bytes=0-3")]);
    assert_eq!((part.status, part.body.as_slice()), (StatusCode::PARTIAL_CONTENT, b"%PDF".as_slice()));
    assert_eq!(part.header("content-range"), "bytes 0-3/23");
    let known = app.get_with(path, &browser, &[("if-none-match", "\"cafe\"")]);
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    let figures = app.get("/reports/monthly/2026-09/NAZ/az/1/dataset.json", &browser);
    assert_eq!(figures.header("content-type"), "application/json");
}

#[test]
fn registers_are_taken_along_with_their_filter() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Analysis, "");
    let file = app.get("/registers/overdue/rows.csv?unit=DSMF", &browser);
    let text = file.text();
    assert!(file.header("content-disposition").contains("overdue.csv"));
    assert!(text.starts_with('\u{feff}') && text.contains("Dövlət Sosial Müdafiə Fondu"));
    assert!(text.contains("A-own") && !text.contains("A-foreign"));
    assert!(app.get("/registers/overdue/rows.csv", &browser).text().contains("A-foreign"));
    let page = app.get(&format!("/registers/overdue?unit={FOREIGN}"), &browser).text();
    assert!(page.contains("A-foreign") && !page.contains("A-own"));
}

#[test]
fn refusals_are_pages_with_a_way_back() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Unit, OWN);
    for (path, status, words) in [
        ("/nowhere", StatusCode::NOT_FOUND, "Səhifə tapılmadı"),
        ("/units/NOWHERE", StatusCode::NOT_FOUND, "Səhifə tapılmadı"),
        ("/users", StatusCode::FORBIDDEN, "Bu səhifə sizə açıq deyil"),
        ("/findings?page=many", StatusCode::BAD_REQUEST, "Sorğu anlaşılmadı"),
        ("/?period=1999-01", StatusCode::NOT_FOUND, "Səhifə tapılmadı"),
    ] {
        let answer = app.get(path, &browser);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains(words) && answer.text().contains("href=\"/\""), "{path}: {}", answer.text());
    }
    let answer = app.get("/api/v1/scores?period=1999-01", &browser);
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (StatusCode::NOT_FOUND, r#"{"error":"missing","incident":null}"#)
    );
}

#[test]
fn a_broken_page_tells_its_incident_and_nothing_else() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Monitoring, "");
    app.store.write_lake(|lake| lake.run("update lake.scores set indicators = 'no json'")).unwrap();
    let answer = app.get(&format!("/units/{OWN}"), &browser);
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text().contains("Hadisənin nömrəsi: <code>"));
    assert!(!answer.text().contains("json"));
}

#[test]
fn machines_are_answered() {
    let app = TestApp::new();
    assert_eq!(app.get("/healthz", &Browser::default()).text(), "ok\n");
    assert_eq!(app.get("/readyz", &Browser::default()).text(), "ready\n");
    assert_eq!(app.get("/metrics", &Browser::default()).status, StatusCode::SEE_OTHER, "not for everybody");
    let browser = app.enter("m.memmedov", Role::Admin, "");
    let text = app.get("/metrics", &browser).text();
    assert!(text.contains("qebul_source_age_seconds{source=\"DSMF\"} 0\n"), "{text}");
    assert!(text.contains("qebul_rejected_rows{source=\"DSMF\"} 1\n"));
}

#[test]
fn the_api_answers_in_the_commands_fields() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Analysis, "");
    let json = |path: &str| -> serde_json::Value { serde_json::from_str(&app.get(path, &browser).text()).unwrap() };
    assert_eq!(json("/api/v1/periods")[0]["period"], "2026-09");
    let scores = json("/api/v1/scores?period=2026-08");
    assert_eq!((scores["period"].as_str(), scores["model"].as_str()), (Some("2026-08"), Some("QKİ-1")));
    assert_eq!(scores["units"][0]["index"], 74.2);
    let checks = json("/api/v1/checks");
    assert_eq!(checks["results"].as_array().unwrap().len(), 6);
    assert_eq!(checks["results"][0]["check"], "A1");
}

#[test]
fn a_portal_that_has_judged_nothing_says_so() {
    let app = TestApp::new();
    let browser = app.enter("m.memmedov", Role::Monitoring, "");
    app.store.write_lake(|lake| lake.run("delete from lake.check_runs; delete from lake.score_runs")).unwrap();
    for path in ["/", "/units", "/checks", "/findings", "/registers/overdue", "/units/DSMF", "/checks/A1"] {
        let answer = app.get(path, &browser);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.text().contains("Hələ məlumat yoxdur"), "{path}");
    }
    assert_eq!(app.get("/charter", &browser).status, StatusCode::OK);
}

#[test]
fn styles_and_fonts_come_with_the_program() {
    let app = TestApp::new();
    let login = app.get("/login", &Browser::default()).text();
    let css = login.split_once("href=\"/assets/").unwrap().1.split('"').next().unwrap();
    let answer = app.get(&format!("/assets/{css}"), &Browser::default());
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    let text = answer.text();
    assert!(!text.contains("FONT(") && text.len() < 30_000);
    let font = text.split_once("url(\"").unwrap().1.split('"').next().unwrap();
    assert_eq!(app.get(font, &Browser::default()).header("content-type"), "font/woff2");
}
