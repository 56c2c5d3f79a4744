//! The sheet of the sample: what a reviewer looks up in the unit's own system and answers, item by item.

use serde::{Deserialize, Serialize};

/// Answers to the four questions of one item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The record exists there as it was pulled.
    pub exists_as_pulled: Option<bool>,
    /// A document bears the outcome out.
    pub outcome_supported: Option<bool>,
    /// The citizen was answered.
    pub citizen_answered: Option<bool>,
    /// The term was kept.
    pub term_kept: Option<bool>,
}

/// What the answers make of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Good,
    Defective,
    /// Some question is open and none was answered with no: never assumed good.
    Open,
}

impl Answers {
    pub fn all(&self) -> [Option<bool>; 4] {
        [self.exists_as_pulled, self.outcome_supported, self.citizen_answered, self.term_kept]
    }

    /// One no makes the item defective, four times yes make it good.
    pub fn verdict(&self) -> Verdict {
        let all = self.all();
        if all.contains(&Some(false)) {
            Verdict::Defective
        } else if all.iter().all(|answer| *answer == Some(true)) {
            Verdict::Good
        } else {
            Verdict::Open
        }
    }

    pub fn is_blank(&self) -> bool {
        self.all().iter().all(Option::is_none)
    }
}

/// Reads a yes or a no as people write it in either language; blank is no answer, anything else an error.
pub fn yes_or_no(text: &str) -> Result<Option<bool>, String> {
    // The Azerbaijani capital İ lowers to i with a dot above, which plain lower-casing leaves behind.
    let plain = text.trim().to_lowercase().replace('\u{307}', "");
    match plain.as_str() {
        "" => Ok(None),
        // What does not apply is no defect.
        "tətbiq edilmir" | "n/a" => Ok(Some(true)),
        "bəli" | "beli" | "hə" | "b" | "yes" | "y" | "1" | "true" | "+" => Ok(Some(true)),
        "xeyr" | "yox" | "x" | "no" | "n" | "0" | "false" | "-" | "–" => Ok(Some(false)),
        _ => Err(format!("`{}` is neither yes nor no", text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_no_is_enough_and_silence_is_no_yes() {
        let of = |answers: [Option<bool>; 4]| {
            let [exists_as_pulled, outcome_supported, citizen_answered, term_kept] = answers;
            Answers { exists_as_pulled, outcome_supported, citizen_answered, term_kept }.verdict()
        };
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(of([yes, yes, yes, yes]), Verdict::Good);
        assert_eq!(of([yes, None, no, None]), Verdict::Defective);
        assert_eq!(of([yes, yes, None, yes]), Verdict::Open);
        assert_eq!(of([None; 4]), Verdict::Open);
    }

    #[test]
    fn answers_are_read_as_people_write_them() {
        for (text, answer) in
            [(" Bəli ", Some(true)), ("XEYR", Some(false)), ("yox", Some(false)), ("", None), ("+", Some(true))]
        {
            assert_eq!(yes_or_no(text), Ok(answer), "{text}");
        }
        assert!(yes_or_no("bəlkə").is_err());
    }
}
