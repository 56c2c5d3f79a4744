//! Names of the contract's codes in both languages: modes, levels, outcomes, terms, states, reasons.
//!
//! One table for all pages; a code without a name here is printed as it came, never dropped.

use crate::domain::language::Language;

/// A group of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Mode,
    Level,
    Outcome,
    Kind,
    Registration,
    Term,
    AssignmentStatus,
    AppointmentStatus,
    Severity,
    FindingStatus,
    FindingLevel,
    Entity,
    Rejection,
    ReportedFigure,
    /// Why a check gave no answer.
    NotEvaluable,
    /// Dimensions of the index.
    Dimension,
}

/// The name of `code`, or the code itself when it is not known.
pub fn label(group: Group, code: &str, language: Language) -> String {
    let found = table(group).iter().find(|(known, ..)| *known == code);
    match (found, language) {
        (Some((_, az, _)), Language::Az) => (*az).to_owned(),
        (Some((_, _, en)), Language::En) => (*en).to_owned(),
        (None, _) => code.to_owned(),
    }
}

/// What stands where a record leaves the field empty.
pub fn blank(language: Language) -> String {
    match language {
        Language::Az => "göstərilməyib".to_owned(),
        Language::En => "not stated".to_owned(),
    }
}

/// The short name of a day of the week, 1 = Monday.
pub fn weekday_short(number: u32, language: Language) -> &'static str {
    const AZ: [&str; 7] = ["B.e.", "Ç.a.", "Ç.", "C.a.", "C.", "Ş.", "B."];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let names = match language {
        Language::Az => &AZ,
        Language::En => &EN,
    };
    names.get((number as usize).wrapping_sub(1)).copied().unwrap_or("?")
}

/// The name of a day of the week, 1 = Monday.
pub fn weekday(number: u32, language: Language) -> &'static str {
    const AZ: [&str; 7] = ["bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə", "bazar"];
    const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let names = match language {
        Language::Az => &AZ,
        Language::En => &EN,
    };
    names.get((number as usize).wrapping_sub(1)).copied().unwrap_or("?")
}

/// (code, Azerbaijani, English), in the order of the tables.
type Names = [(&'static str, &'static str, &'static str)];

fn table(group: Group) -> &'static Names {
    match group {
        Group::Mode => &[
            ("personal", "şəxsi qəbul", "in person"),
            ("mobile", "səyyar qəbul", "field reception"),
            ("video", "videoqəbul", "by video"),
            ("phone", "telefonla qəbul", "by telephone"),
        ],
        Group::Level => &[
            ("leadership", "rəhbər şəxslər", "leading officials"),
            ("official", "məsul şəxslər", "responsible officials"),
            ("reception_room", "qəbul otağı", "reception room"),
        ],
        Group::Outcome => &[
            ("explained", "izahat verilib", "explanation given"),
            ("resolved", "yerində həll edilib", "settled on the spot"),
            ("assigned", "tapşırıq verilib", "assignment given"),
            ("written_appeal", "yazılı müraciət alınıb", "written appeal taken"),
            ("referred", "aidiyyəti üzrə yönləndirilib", "referred"),
            ("no_grounds", "qəbul üçün əsas olmayıb", "no grounds for reception"),
            ("no_show", "vətəndaş gəlməyib", "citizen did not come"),
        ],
        Group::Kind => &[
            ("application", "ərizə", "application"),
            ("complaint", "şikayət", "complaint"),
            ("proposal", "təklif xarakterli müraciət", "proposal"),
            ("inquiry", "sorğu", "inquiry"),
        ],
        Group::Registration => &[
            ("subsystem", "altsistemdə", "in the subsystem"),
            ("late", "altsistemə gec daxil edilib", "entered in the subsystem late"),
            ("paper", "kağız üzərində", "on paper"),
        ],
        Group::Term => &[
            ("ordinary", "adi", "ordinary"),
            ("study", "əlavə öyrənilmə", "further study"),
            ("corruption", "korrupsiya ilə bağlı", "corruption-related"),
        ],
        Group::AssignmentStatus => &[
            ("open", "icradadır", "in progress"),
            ("done", "icra edilib", "done"),
            ("cancelled", "ləğv edilib", "cancelled"),
        ],
        Group::AppointmentStatus => &[
            ("planned", "planlaşdırılıb", "planned"),
            ("held", "keçirilib", "held"),
            ("cancelled", "ləğv edilib", "cancelled"),
            ("moved", "başqa günə keçirilib", "moved to another day"),
        ],
        Group::Severity => &[("high", "yüksək", "high"), ("medium", "orta", "medium"), ("low", "aşağı", "low")],
        Group::FindingStatus => &[
            ("open", "açıqdır", "open"),
            ("notified", "bölməyə bildirilib", "notified"),
            ("acknowledged", "tanış olunub", "acknowledged"),
            ("disputed", "etiraz edilib", "disputed"),
            ("planned", "tədbir planlaşdırılıb", "planned"),
            ("claimed_fixed", "aradan qaldırıldığı bildirilib", "claimed fixed"),
            ("verified", "məlumatla təsdiqlənib", "verified by data"),
            ("closed", "nəzarətdən çıxarılıb", "closed"),
            ("reopened", "yenidən açılıb", "reopened"),
            ("waived", "istisna edilib", "waived"),
            ("withdrawn", "geri götürülüb", "withdrawn"),
        ],
        Group::FindingLevel => &[
            ("unit", "bölməyə", "the unit"),
            ("agency", "quruma", "the agency"),
            ("leadership", "rəhbərliyə", "leadership"),
        ],
        Group::Entity => &[
            ("receptions", "qəbullar", "receptions"),
            ("assignments", "tapşırıqlar", "assignments"),
            ("appointments", "qəbul cədvəli", "reception schedule"),
            ("officials", "vəzifəli şəxslər", "officials"),
            ("unit-reports", "bölmələrin hesabatları", "unit reports"),
        ],
        Group::Rejection => &[
            ("missing", "məcburi sahə boşdur", "a required field is empty"),
            ("unknown_enum", "naməlum kod", "unknown code"),
            ("unknown_unit", "naməlum bölmə", "unknown unit"),
            ("foreign_unit", "başqa mənbənin bölməsi", "unit of another source"),
            ("bad_type", "sahənin tipi yanlışdır", "wrong type"),
            ("bad_id", "identifikator yanlışdır", "wrong identifier"),
            ("bad_row", "oxunmayan sətir", "unreadable row"),
        ],
        Group::ReportedFigure => &[
            ("receptions", "qəbullar", "receptions"),
            ("receptions_subsystem", "altsistemdə qeydiyyata alınmış qəbullar", "receptions in the subsystem"),
            ("assignments_issued", "verilmiş tapşırıqlar", "assignments issued"),
            ("assignments_done", "icra edilmiş tapşırıqlar", "assignments done"),
            ("assignments_overdue", "icra müddəti keçmiş tapşırıqlar", "assignments overdue"),
            ("written_appeals", "yazılı müraciətlər", "written appeals"),
            ("repeat", "təkrar gəlişlər", "return visits"),
        ],
        Group::NotEvaluable => &[
            ("not_provided", "məlumat təqdim edilmir", "not provided"),
            ("no_records", "qeyd yoxdur", "no records"),
            ("too_few", "qeydlərin sayı azdır", "too few records"),
            ("too_little_history", "əvvəlki dövrlərin məlumatı azdır", "too little history"),
            ("feed_stale", "mənbənin məlumatı köhnəlib", "the feed is stale"),
        ],
        Group::Dimension => &[
            ("registration", "Qeydiyyat intizamı", "Registration discipline"),
            ("organisation", "Qəbulun təşkili", "Organisation of reception"),
            ("execution", "Tapşırıqların icrası", "Execution of assignments"),
            ("result", "Vətəndaş üçün nəticə", "Result for the citizen"),
            ("reporting", "Hesabatlılıq və etibarlılıq", "Reporting and credibility"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_have_names_and_unknown_ones_stand_as_they_came() {
        assert_eq!(label(Group::Mode, "mobile", Language::Az), "səyyar qəbul");
        assert_eq!(label(Group::Outcome, "no_show", Language::En), "citizen did not come");
        assert_eq!(label(Group::Kind, "petition", Language::Az), "petition");
        assert_eq!(weekday_short(4, Language::Az), "C.a.");
        assert_eq!(weekday(8, Language::En), "?");
    }
}
