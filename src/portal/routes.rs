//! Every route with what it asks of who opens it. There is no other way to add one: nothing is open by omission.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use super::api::v1;
use super::guard::{Needs, guard};
use super::pages::{
    access_log, charter, check, checks, contract, findings, login, operations, overview, password, quarantine, record,
    registers, replay, report, reports, unit, units, users, violations,
};
use super::state::Portal;
use super::{answer, assets, forms, headers, health};
use crate::domain::user::Page;

/// Forms are small; uploads have routes of their own.
const LARGEST_FORM: usize = 64 * 1024;

/// One route: its pattern, its verb, what it needs.
pub struct Route {
    pub verb: &'static str,
    pub path: &'static str,
    pub needs: Needs,
    handler: MethodRouter<Portal>,
}

fn read(path: &'static str, needs: Needs, handler: MethodRouter<Portal>) -> Route {
    Route { verb: "GET", path, needs, handler }
}

fn act(path: &'static str, needs: Needs, handler: MethodRouter<Portal>) -> Route {
    Route { verb: "POST", path, needs, handler }
}

/// The whole table.
pub fn routes() -> Vec<Route> {
    use Needs::{Act, Look, MachineOrLook, Nothing, Session};
    vec![
        read("/healthz", Nothing, get(health::healthz)),
        read("/readyz", Nothing, get(health::readyz)),
        read("/metrics", MachineOrLook(Page::Operations), get(health::metrics)),
        read("/assets/{name}", Nothing, get(assets::serve)),
        read("/feed-contract", Nothing, get(contract::show)),
        read("/feed-contract/openapi.json", Nothing, get(contract::document)),
        read("/language/{language}", Nothing, get(login::language)),
        read("/login", Nothing, get(login::show)),
        act("/login", Nothing, post(login::enter)),
        act("/logout", Session, post(login::leave)),
        read("/password", Session, get(password::show)),
        act("/password", Session, post(password::change)),
        read("/", Look(Page::Overview), get(overview::show)),
        read("/reports", Look(Page::Reports), get(reports::show)),
        read("/reports/{kind}/{period}/{unit}/{language}/{edition}", Look(Page::Reports), get(report::show)),
        read("/reports/{kind}/{period}/{unit}/{language}/{edition}/report.pdf", Look(Page::Reports), get(report::pdf)),
        read(
            "/reports/{kind}/{period}/{unit}/{language}/{edition}/dataset.json",
            Look(Page::Reports),
            get(report::dataset),
        ),
        read("/units", Look(Page::Units), get(units::show)),
        read("/units/{unit}", Look(Page::Units), get(unit::show)),
        read("/units/{unit}/checks/{check}", Look(Page::Units), get(violations::show)),
        read("/units/{unit}/checks/{check}/rows.csv", Look(Page::Units), get(violations::download)),
        read("/records/{kind}/{source}/{id}", Look(Page::Units), get(record::show)),
        read("/checks", Look(Page::Checks), get(checks::show)),
        read("/checks/{check}", Look(Page::Checks), get(check::show)),
        read("/findings", Look(Page::Findings), get(findings::show)),
        read("/registers/{register}", Look(Page::Registers), get(registers::show)),
        read("/registers/{register}/rows.csv", Look(Page::Registers), get(registers::download)),
        read("/contradictions", Look(Page::Contradictions), get(registers::contradictions)),
        read("/contradictions/rows.csv", Look(Page::Contradictions), get(registers::download_contradictions)),
        read("/operations", Look(Page::Operations), get(operations::show)),
        act("/operations/jobs/{job}/run", Act(Page::Operations), post(operations::start)),
        read("/operations/quarantine", Look(Page::Operations), get(quarantine::show)),
        read("/operations/quarantine/replay", Act(Page::Operations), get(replay::show)),
        act("/operations/quarantine/replay", Act(Page::Operations), post(replay::start)),
        read("/charter", Look(Page::Charter), get(charter::show)),
        read("/users", Look(Page::Users), get(users::show)),
        act("/users", Act(Page::Users), post(users::create)),
        act("/users/{login}/reset", Act(Page::Users), post(users::reset)),
        act("/users/{login}/disable", Act(Page::Users), post(users::disable)),
        act("/users/{login}/enable", Act(Page::Users), post(users::enable)),
        read("/users/log", Look(Page::Users), get(access_log::show)),
        read("/api/v1/periods", Look(Page::Overview), get(v1::periods)),
        read("/api/v1/scores", Look(Page::Units), get(v1::scores)),
        read("/api/v1/checks", Look(Page::Checks), get(v1::checks)),
    ]
}

/// Puts every route behind its guard and the layers around all of them.
pub fn build(portal: Portal) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let guarded = route.handler.layer(from_fn_with_state((portal.clone(), route.needs), guard));
        router = router.route(route.path, guarded);
    }
    // Fonts and PDFs are compressed in themselves.
    let compressible = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("font/"));
    router
        .fallback(|| async { answer::PageError::NotFound })
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(portal.clone(), forms::from_here))
        .layer(from_fn(headers::refusals))
        .layer(from_fn_with_state(portal.clone(), headers::secure))
        .layer(from_fn_with_state(portal.clone(), headers::count))
        .layer(CompressionLayer::new().compress_when(compressible))
        .with_state(portal)
}
