//! The columns of the registers, the same in the CSV and in the table.

/// A register of the department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Trainings held (charter 4.1.4, 6.2.5).
    Trainings,
    /// Methodical letters sent.
    Letters,
    /// The work plan and what became of it.
    Plan,
}

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Day,
    Count,
    /// Codes of units, with blanks between them.
    Units,
    /// Ids of checks, with blanks between them.
    Checks,
}

pub(super) struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
}

const fn must(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: true }
}

const fn may(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: false }
}

/// The first column is the register's key.
const TRAININGS: &[Column] = &[
    must("number", Kind::Text),
    must("held_on", Kind::Day),
    must("subject", Kind::Text),
    may("checks", Kind::Checks),
    may("units", Kind::Units),
    may("trainer", Kind::Text),
    may("place", Kind::Text),
    may("participants", Kind::Count),
    may("note", Kind::Text),
];
const LETTERS: &[Column] = &[
    must("number", Kind::Text),
    must("sent_on", Kind::Day),
    must("subject", Kind::Text),
    may("checks", Kind::Checks),
    may("units", Kind::Units),
    may("signed_by", Kind::Text),
    may("note", Kind::Text),
];
const PLAN: &[Column] = &[
    must("number", Kind::Text),
    must("activity", Kind::Text),
    may("clause", Kind::Text),
    may("responsible", Kind::Text),
    may("units", Kind::Units),
    must("due_on", Kind::Day),
    may("done_on", Kind::Day),
    may("result", Kind::Text),
    may("note", Kind::Text),
];

impl Register {
    pub const ALL: [Register; 3] = [Register::Trainings, Register::Letters, Register::Plan];

    pub fn as_str(self) -> &'static str {
        match self {
            Register::Trainings => "trainings",
            Register::Letters => "letters",
            Register::Plan => "plan",
        }
    }

    /// The table in `state`.
    pub(super) fn table(self) -> &'static str {
        match self {
            Register::Trainings => "state.trainings",
            Register::Letters => "state.methodical_letters",
            Register::Plan => "state.work_plan",
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Register::Trainings => TRAININGS,
            Register::Letters => LETTERS,
            Register::Plan => PLAN,
        }
    }
}
