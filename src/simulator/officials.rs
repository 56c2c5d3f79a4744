//! Who receives citizens: leaders and heads by appointment, other officials at their desks.

use chrono::NaiveDate;

use crate::domain::unit::UnitKind;

use super::chance::Chance;
use super::compact::{Level, Official};
use super::days::Days;
use super::names::full_name;
use super::settings::Settings;
use super::shape::Profile;

/// The officials of one unit as places in the list of all officials.
#[derive(Debug, Clone, Default)]
pub(super) struct Staff {
    pub leaders: Vec<u32>,
    /// Officials who receive by appointment.
    pub heads: Vec<u32>,
    /// Officials who receive at their desks.
    pub desks: Vec<u32>,
}

impl Staff {
    /// Who answers for what the reception room takes in.
    pub fn in_charge(&self) -> Option<u32> {
        self.heads.first().or(self.leaders.first()).copied()
    }
}

const DEPARTMENTS: [&str; 8] = [
    "Vətəndaşların qəbulu şöbəsinin müdiri",
    "Sənədlərlə və vətəndaşların müraciətləri ilə iş şöbəsinin müdiri",
    "Sosial təminat siyasəti şöbəsinin müdiri",
    "Əmək siyasəti şöbəsinin müdiri",
    "Dövlət qulluğu və kadr məsələləri şöbəsinin müdiri",
    "İctimaiyyətlə əlaqələr şöbəsinin müdiri",
    "Hüquq şöbəsinin müdiri",
    "Əlilliyi olan şəxslərlə iş şöbəsinin müdiri",
];
const AGENCY_DEPARTMENTS: [&str; 4] = [
    "Vətəndaşlarla iş şöbəsinin müdiri",
    "Hüquq şöbəsinin müdiri",
    "Təyinat şöbəsinin müdiri",
    "Nəzarət şöbəsinin müdiri",
];
const DESKS: [&str; 4] = ["baş məsləhətçi", "böyük məsləhətçi", "aparıcı məsləhətçi", "məsləhətçi"];

/// Appoints the officials of all units; also says which of them serve in which unit.
pub(super) fn appoint(settings: &Settings, days: &Days, profiles: &[Profile]) -> (Vec<Official>, Vec<Staff>) {
    let mut officials = Vec::new();
    let mut staffs = Vec::with_capacity(profiles.len());
    for (unit, profile) in profiles.iter().enumerate() {
        let mut staff = Staff::default();
        if profile.source.is_some() {
            let mut chance = Chance::stream(settings.seed, &["officials", &profile.code]);
            for (number, (level, post)) in posts(profile).into_iter().enumerate() {
                let place = officials.len() as u32;
                match (level, number < first_desk(profile)) {
                    (Level::Leadership, _) => staff.leaders.push(place),
                    (_, true) => staff.heads.push(place),
                    (_, false) => staff.desks.push(place),
                }
                let name = full_name(&mut chance, if level == Level::Leadership { 0.25 } else { 0.5 });
                let active_from = appointed_on(&mut chance);
                officials.push(Official {
                    unit: unit as u16,
                    number: number as u32 + 1,
                    name,
                    post,
                    level,
                    active_from,
                    active_to: None,
                    // The list was entered when the subsystem came, long before the span.
                    updated: days.at(settings.first_day(), 0) - 86_400 * chance.between(10, 90),
                });
            }
        }
        staffs.push(staff);
    }
    (officials, staffs)
}

fn appointed_on(chance: &mut Chance) -> NaiveDate {
    let (year, month, day) = (chance.between(2016, 2023), chance.between(1, 12), chance.between(1, 28));
    NaiveDate::from_ymd_opt(year as i32, month, day).unwrap_or_default()
}

/// How many of the posts are leaders or heads.
fn first_desk(profile: &Profile) -> usize {
    led(profile).len()
}

fn posts(profile: &Profile) -> Vec<(Level, String)> {
    let mut posts = led(profile);
    // One official at a desk manages ten receptions a day with ease.
    let desks = (profile.yearly * profile.officials / 240.0 / 10.0).ceil().clamp(1.0, 60.0) as usize;
    posts.extend((0..desks).map(|desk| (Level::Official, DESKS[desk % DESKS.len()].to_owned())));
    posts
}

/// Leaders and heads of a unit, by what it is.
fn led(profile: &Profile) -> Vec<(Level, String)> {
    let leader = |post: &str| (Level::Leadership, post.to_owned());
    let head = |post: &str| (Level::Official, post.to_owned());
    let agency = profile.code.split('-').next().unwrap_or_default();
    match profile.kind {
        UnitKind::Ministry => Vec::new(),
        UnitKind::Apparatus => {
            let mut posts = vec![leader("Nazir")];
            posts.extend((0..4).map(|_| leader("Nazir müavini")));
            posts.push(leader("Aparatın rəhbəri"));
            posts.extend(DEPARTMENTS.iter().map(|post| head(post)));
            posts
        }
        UnitKind::InStructure => {
            let mut posts = vec![leader("Xidmət rəisi"), leader("Xidmət rəisinin müavini")];
            posts.extend(AGENCY_DEPARTMENTS.iter().take(2).map(|post| head(post)));
            posts
        }
        UnitKind::Subordinate => {
            let mut posts = vec![leader("İdarə Heyətinin sədri")];
            posts.extend((0..2).map(|_| leader("İdarə Heyəti sədrinin müavini")));
            posts.extend(AGENCY_DEPARTMENTS.iter().map(|post| head(post)));
            posts
        }
        UnitKind::Local => match agency {
            "DOST" => vec![leader("Mərkəzin direktoru"), leader("Mərkəz direktorunun müavini"), head("Növbə rəhbəri")],
            "DEMX" => vec![leader("İdarə rəisi"), head("İdarə rəisinin müavini")],
            "DTSER" => vec![leader("Komissiyanın sədri"), head("Komissiya sədrinin müavini")],
            "SXA" => vec![leader("Müəssisənin direktoru"), head("Direktor müavini")],
            _ => vec![leader("Filialın müdiri"), head("Filial müdirinin müavini")],
        },
    }
}
