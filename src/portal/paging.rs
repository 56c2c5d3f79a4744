//! Long lists page by page: `?page=2` counts from 1.

use super::voice::Voice;

/// Rows on a page: about 100 KB of HTML at most.
pub const ROWS: i64 = 50;

/// Links to the pages before and after.
pub struct Pages {
    pub before: Option<String>,
    pub after: Option<String>,
    /// `51–100 / 1 204`.
    pub position: String,
}

/// The offset of a page's first row.
pub fn offset(page: Option<i64>) -> i64 {
    (page.unwrap_or(1).clamp(1, 100_000) - 1) * ROWS
}

impl Pages {
    /// The links of a list; `path` may hold a query already.
    pub fn new(path: &str, page: Option<i64>, total: i64, voice: Voice) -> Self {
        let page = page.unwrap_or(1).clamp(1, 100_000);
        let joint = if path.contains('?') { '&' } else { '?' };
        let link = |page: i64| format!("{path}{joint}page={page}");
        let (first, last) = ((page - 1) * ROWS + 1, (page * ROWS).min(total));
        Pages {
            before: (page > 1).then(|| link(page - 1)),
            after: (page * ROWS < total).then(|| link(page + 1)),
            position: if first > last {
                voice.integer(total)
            } else {
                format!("{}–{} / {}", voice.integer(first), voice.integer(last), voice.integer(total))
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::zone::Zone;

    #[test]
    fn links_lead_to_pages_that_exist() {
        let voice = Voice::new(Language::Az, Zone::default());
        let pages = Pages::new("/findings?check=R1", Some(2), 120, voice);
        assert_eq!(pages.before.as_deref(), Some("/findings?check=R1&page=1"));
        assert_eq!(pages.after.as_deref(), Some("/findings?check=R1&page=3"));
        assert_eq!(pages.position, "51–100 / 120");
        let only = Pages::new("/findings", None, 3, voice);
        assert_eq!((only.before, only.after, only.position.as_str()), (None, None, "1–3 / 3"));
        assert_eq!(offset(Some(-4)), 0);
        assert_eq!(offset(Some(3)), 100);
    }
}
