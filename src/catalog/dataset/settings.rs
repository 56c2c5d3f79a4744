//! What the configuration and the edition say about a report: who signs, where, under which number.

/// Everything that stands in the head and at the foot and is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSettings {
    /// "Bakı şəhəri".
    pub place: String,
    /// "Xidməti istifadə üçün", where set.
    pub classification: Option<String>,
    /// Executor and telephone, printed small: "N.Əliyeva, tel. (012) 000 00 00".
    pub executor: Option<String>,
    /// Post of who signs; "Şöbə müdiri" when absent.
    pub signatory_post: Option<String>,
    /// Initials and surname; a line to write on when absent.
    pub signatory_name: Option<String>,
    /// The part of the number before the month: "№ ".
    pub number_prefix: String,
    /// 0 while the report is a draft.
    pub edition: u32,
    /// Counts of persons below this are not printed by topic and district.
    pub small_cell: u32,
    /// Working days within which a finding is claimed fixed, by severity.
    pub deadline_high: u32,
    pub deadline_medium: u32,
    pub deadline_low: u32,
    /// The addressee, one entry a line; the minister when absent.
    pub addressee: Option<Vec<String>>,
    /// The department that reports; "Aparatın Vətəndaşların qəbulu şöbəsi" when absent.
    pub department: Option<String>,
}

impl Default for ReportSettings {
    fn default() -> Self {
        ReportSettings {
            place: "Bakı şəhəri".to_owned(),
            classification: None,
            executor: None,
            signatory_post: None,
            signatory_name: None,
            number_prefix: "№\u{a0}".to_owned(),
            edition: 0,
            small_cell: 5,
            deadline_high: 5,
            deadline_medium: 10,
            deadline_low: 20,
            addressee: None,
            department: None,
        }
    }
}

impl ReportSettings {
    pub fn is_draft(&self) -> bool {
        self.edition == 0
    }
}
