//! What stands around every page of a viewer: the menu, the language switch, the name, the foot.

use serde::Deserialize;

use super::answer::encode;
use super::assets;
use super::reader::Reader;
use super::reads::month::Month;
use super::voice::Voice;
use crate::domain::user::{self, Page};
use crate::error::Result;

/// The pages that exist, in the order of the menu.
const MENU: [(Page, &str); 10] = [
    (Page::Overview, "/"),
    (Page::Reports, "/reports"),
    (Page::Units, "/units"),
    (Page::Checks, "/checks"),
    (Page::Findings, "/findings"),
    (Page::Contradictions, "/contradictions"),
    (Page::Registers, "/registers/overdue"),
    (Page::Operations, "/operations"),
    (Page::Charter, "/charter"),
    (Page::Users, "/users"),
];

/// Pages that speak about one period, and so take it along.
const BY_PERIOD: [Page; 7] =
    [Page::Overview, Page::Units, Page::Checks, Page::Findings, Page::Contradictions, Page::Registers, Page::Charter];

pub struct MenuItem {
    pub href: String,
    pub label: String,
    pub is_current: bool,
    /// A number beside the label: open findings.
    pub count: Option<String>,
}

/// Everything `base.html` needs.
pub struct Shell {
    pub voice: Voice,
    pub css: String,
    pub title: String,
    pub menu: Vec<MenuItem>,
    pub login: String,
    pub role: String,
    pub csrf: String,
    /// `?period=2026-08` when another period than the newest was chosen, else empty.
    pub period: String,
    /// The first words of the foot.
    pub foot: Vec<String>,
}

impl Shell {
    /// The shell of a page that speaks about a period.
    pub fn of_month(reader: &Reader, page: Page, title: impl Into<String>, month: &Month) -> Result<Self> {
        let period =
            if month.is_newest { String::new() } else { format!("?period={}", encode(&month.period.to_string())) };
        let mut shell = Shell::new(reader, page, title, Some(month), period)?;
        let voice = shell.voice;
        if let Some(as_of) = month.as_of {
            shell.foot.push(voice.tv("foot-as-of", voice.moment(as_of)));
        }
        if let Some(model) = &month.model {
            shell.foot.push(voice.tv("foot-model", model));
        }
        Ok(shell)
    }

    /// The shell of a page that speaks about no period.
    pub fn plain(reader: &Reader, page: Page, title: impl Into<String>) -> Result<Self> {
        let month = Month::newest(reader)?;
        Shell::new(reader, page, title, month.as_ref(), String::new())
    }

    fn new(
        reader: &Reader,
        page: Page,
        title: impl Into<String>,
        month: Option<&Month>,
        period: String,
    ) -> Result<Self> {
        #[derive(Deserialize)]
        struct Count {
            value: i64,
        }
        let voice = reader.voice();
        let viewer = reader.viewer();
        let open: Option<Count> = match month.and_then(|month| month.check_run) {
            Some(run) if user::access(viewer.role, Page::Findings).is_some() => {
                reader.set("check_run", run)?.row(include_str!("../../queries/portal/open_findings.sql"))?
            }
            _ => None,
        };
        let menu = MENU
            .into_iter()
            .filter(|(item, _)| user::access(viewer.role, *item).is_some())
            .map(|(item, href)| MenuItem {
                href: if BY_PERIOD.contains(&item) { format!("{href}{period}") } else { href.to_owned() },
                label: voice.t(&format!("page-{}", item.as_str())),
                is_current: item == page,
                count: open
                    .as_ref()
                    .filter(|open| item == Page::Findings && open.value > 0)
                    .map(|open| voice.integer(open.value)),
            })
            .collect();
        Ok(Shell {
            voice,
            css: assets::css_url(),
            title: title.into(),
            menu,
            login: viewer.login.clone(),
            role: voice.of("role", viewer.role.as_str()),
            csrf: viewer.csrf.clone(),
            period,
            foot: Vec::new(),
        })
    }

    /// A string, for short templates: `{{ shell.t("key") }}`.
    pub fn t(&self, key: &str) -> String {
        self.voice.t(key)
    }

    pub fn tv(&self, key: &str, value: impl std::fmt::Display) -> String {
        self.voice.tv(key, value)
    }

    /// A link that keeps the period chosen.
    pub fn to(&self, path: &str) -> String {
        if self.period.is_empty() {
            return path.to_owned();
        }
        let joint = if path.contains('?') { "&" } else { "?" };
        format!("{path}{joint}{}", self.period.trim_start_matches('?'))
    }
}
