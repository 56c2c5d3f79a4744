//! Sentences with code in them: what stands between back-quotes is shown as code.

/// A piece of a sentence, as code or as prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub is_code: bool,
    pub text: String,
}

/// Takes a sentence apart at its back-quotes.
pub fn runs(sentence: &str) -> Vec<Run> {
    let pieces = sentence.split('`').enumerate();
    pieces
        .map(|(at, text)| Run { is_code: at % 2 == 1, text: text.to_owned() })
        .filter(|run| !run.text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn back_quotes_become_code() {
        let runs = super::runs("`limit` is cut to `5000`.");
        let told: Vec<(bool, &str)> = runs.iter().map(|run| (run.is_code, run.text.as_str())).collect();
        assert_eq!(told, [(true, "limit"), (false, " is cut to "), (true, "5000"), (false, ".")]);
    }
}
