//! The list of periods that a page can be turned to.

use crate::domain::period::PeriodKind;
use crate::portal::answer::encode;
use crate::portal::reads::month::Month;
use crate::portal::voice::Voice;

pub struct Choice {
    pub href: String,
    pub label: String,
    pub is_current: bool,
}

/// Periods in groups by kind, months first.
pub struct Picker {
    pub groups: Vec<Vec<Choice>>,
}

/// More than these are reached by typing the period into the address.
const MOST: usize = 36;

impl Picker {
    /// Links to `path` for every period; `path` may hold a query already.
    pub fn new(month: &Month, path: &str, voice: Voice) -> Self {
        let joint = if path.contains('?') { '&' } else { '?' };
        let choices = |kind: PeriodKind| -> Vec<Choice> {
            let of_kind = month.all.iter().filter(|known| known.period.kind() == kind).take(MOST);
            of_kind
                .map(|known| Choice {
                    href: format!("{path}{joint}period={}", encode(&known.period.to_string())),
                    label: voice.language.period_short(&known.period),
                    is_current: known.period == month.period,
                })
                .collect()
        };
        Picker { groups: PeriodKind::ALL.into_iter().map(choices).filter(|group| !group.is_empty()).collect() }
    }
}
