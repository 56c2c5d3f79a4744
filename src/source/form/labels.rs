//! The words of the form in both languages, as the ministry's terms have them.

use super::Problem;
use crate::domain::language::{Language, az};
use crate::domain::period::{Period, PeriodKind};

/// The words that stand on the form.
pub struct Words {
    pub sheet: &'static str,
    pub title: &'static str,
    pub unit: &'static str,
    pub period: &'static str,
    pub due: &'static str,
    pub rule: &'static str,
    pub number: &'static str,
    pub figure: &'static str,
    pub count: &'static str,
    pub check: &'static str,
    pub general: &'static str,
    pub outcomes: &'static str,
    pub topics: &'static str,
    pub total: &'static str,
    pub whole_wanted: &'static str,
    pub equal: &'static str,
    pub differs: &'static str,
    pub exceeds: &'static str,
    pub fits: &'static str,
    pub head: &'static str,
    pub executor: &'static str,
    pub page: &'static str,
    pub error_title: &'static str,
    pub error_text: &'static str,
}

const AZ: Words = Words {
    sheet: "Hesabat",
    title: "VƏTƏNDAŞLARIN QƏBULUNA DAİR HESABAT",
    unit: "Struktur bölmə",
    period: "Hesabat dövrü",
    due: "Təqdim etmə müddəti",
    rule: "Yalnız sarı xanalar doldurulur: 0 və ya ondan böyük tam ədəd yazılır. Göstərici üzrə uçot aparılmırsa, xana boş \
           saxlanılır. Nəticələr üzrə cəm qəbulların ümumi sayına bərabər olmalıdır.",
    number: "№",
    figure: "Göstərici",
    count: "Say",
    check: "Üzləşdirmə",
    general: "I. Ümumi göstəricilər",
    outcomes: "II. Qəbulun nəticələri üzrə",
    topics: "III. Müraciətlərin mövzuları üzrə",
    total: "Cəmi",
    whole_wanted: "✗ tam ədəd deyil",
    equal: "✓ qəbulların sayına bərabərdir",
    differs: "✗ qəbulların sayından fərq: ",
    exceeds: "✗ qəbulların sayından çoxdur",
    fits: "✓",
    head: "Struktur bölmənin rəhbəri",
    executor: "İcraçı, telefon",
    page: "Səhifə",
    error_title: "Tam ədəd tələb olunur",
    error_text: "Xanaya 0 və ya ondan böyük tam ədəd yazın, yaxud xananı boş saxlayın.",
};

const EN: Words = Words {
    sheet: "Report",
    title: "REPORT ON THE RECEPTION OF CITIZENS",
    unit: "Structural unit",
    period: "Reporting period",
    due: "To be submitted",
    rule: "Fill the yellow cells only: a whole number from 0 on. Leave a cell empty where no count is kept. The outcomes must \
           sum to the number of receptions.",
    number: "No.",
    figure: "Figure",
    count: "Count",
    check: "Reconciliation",
    general: "I. General figures",
    outcomes: "II. By outcome of the reception",
    topics: "III. By topic",
    total: "Total",
    whole_wanted: "✗ not a whole number",
    equal: "✓ equals the receptions",
    differs: "✗ differs from the receptions by ",
    exceeds: "✗ more than the receptions",
    fits: "✓",
    head: "Head of the unit",
    executor: "Prepared by, telephone",
    page: "Page",
    error_title: "A whole number is wanted",
    error_text: "Write a whole number from 0 on, or leave the cell empty.",
};

pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Az => &AZ,
        Language::En => &EN,
    }
}

/// A figure or an outcome by its name in the contract; the name itself where there is no word for it.
pub fn name(key: &str, language: Language) -> &str {
    let (az, en) = match key {
        "receptions" => ("Qəbulların ümumi sayı", "Receptions in all"),
        "receptions_subsystem" => {
            ("o cümlədən altsistemdə qeydə alınmış qəbullar", "of which registered in the subsystem")
        }
        "repeat" => ("Təkrar gəlişlər", "Return visits"),
        "written_appeals" => ("Qəbulda təqdim edilmiş yazılı müraciətlər", "Written appeals handed in at receptions"),
        "assignments_issued" => ("Qəbullarda verilmiş tapşırıqlar", "Assignments issued at receptions"),
        "assignments_done" => ("Dövr ərzində icra edilmiş tapşırıqlar", "Assignments done in the period"),
        "assignments_overdue" => {
            ("Dövrün sonuna icra müddəti keçmiş tapşırıqlar", "Assignments overdue at the period's end")
        }
        "explained" => ("İzahat verilib", "Explained"),
        "resolved" => ("Yerində həll edilib", "Resolved on the spot"),
        "assigned" => ("Tapşırıq verilib", "Assignment given"),
        "written_appeal" => ("Yazılı müraciət qəbul edilib", "Written appeal taken"),
        "referred" => ("Aidiyyəti üzrə yönləndirilib", "Referred"),
        "no_grounds" => ("Qəbul üçün əsas olmayıb", "No grounds for reception"),
        "no_show" => ("Vətəndaş gəlməyib", "The citizen did not come"),
        other => (other, other),
    };
    if language == Language::Az { az } else { en }
}

/// `2026-cı ilin sentyabr ayı üzrə aylıq` and the like stand below the title.
pub fn subtitle(period: &Period, language: Language) -> String {
    let kind = match (language, period.kind()) {
        (Language::Az, PeriodKind::Month) => "aylıq",
        (Language::Az, PeriodKind::Quarter) => "rüblük",
        (Language::Az, PeriodKind::Half) => "yarımillik",
        (Language::Az, PeriodKind::Year) => "illik",
        (Language::En, PeriodKind::Month) => "monthly",
        (Language::En, PeriodKind::Quarter) => "quarterly",
        (Language::En, PeriodKind::Half) => "half-yearly",
        (Language::En, PeriodKind::Year) => "annual",
    };
    format!("{} ({kind})", language.period_phrase(period))
}

/// The last day for the report.
pub fn until(day: chrono::NaiveDate, language: Language) -> String {
    match language {
        Language::Az => az::until(day),
        Language::En => format!("by {}", language.date_long(day)),
    }
}

/// What is wrong, as the end of a sentence that names the cell.
pub fn problem(problem: &Problem, language: Language) -> String {
    let is_az = language == Language::Az;
    match problem {
        Problem::NotWhole(text) if is_az => format!("“{text}” tam ədəd deyil"),
        Problem::NotWhole(text) => format!("`{text}` is not a whole number"),
        Problem::Negative(text) if is_az => format!("“{text}” sıfırdan kiçikdir"),
        Problem::Negative(text) => format!("`{text}` is below zero"),
        Problem::TooLarge(text) if is_az => format!("“{text}” həddən artıq böyükdür"),
        Problem::TooLarge(text) => format!("`{text}` is too large to be a count"),
        Problem::OutcomesDiffer { sum, receptions } if is_az => {
            format!("nəticələr üzrə cəm {sum}, qəbulların ümumi sayı isə {receptions}; bunlar bərabər olmalıdır")
        }
        Problem::OutcomesDiffer { sum, receptions } => {
            format!("the outcomes sum to {sum}, the receptions are {receptions}; they must be equal")
        }
        Problem::TopicsExceed { sum, receptions } if is_az => {
            format!("mövzular üzrə cəm {sum}, qəbulların ümumi sayından ({receptions}) çoxdur")
        }
        Problem::TopicsExceed { sum, receptions } => {
            format!("the topics sum to {sum}, which is more than the {receptions} receptions")
        }
        Problem::Empty if is_az => "heç bir göstərici doldurulmayıb".into(),
        Problem::Empty => "no figure is filled in".into(),
        Problem::NotTheForm(why) if is_az => format!("fayl hesabat forması deyil ({why})"),
        Problem::NotTheForm(why) => format!("the file is not the report form ({why})"),
        Problem::Altered if is_az => {
            "formanın xidməti vərəqi dəyişdirilib; formanı yenidən yükləyin və doldurun".into()
        }
        Problem::Altered => "the form's hidden sheet was altered; get the form anew and fill it".into(),
        Problem::Newer(version) if is_az => format!("formanın {version} nömrəli versiyası bu proqrama məlum deyil"),
        Problem::Newer(version) => format!("version {version} of the form is newer than this server"),
        Problem::UnknownUnit(code) if is_az => format!("“{code}” kodlu struktur bölmə yoxdur"),
        Problem::UnknownUnit(code) => format!("there is no unit `{code}`"),
        Problem::UnknownPeriod(text) if is_az => format!("“{text}” hesabat dövrü deyil"),
        Problem::UnknownPeriod(text) => format!("`{text}` is no reporting period"),
    }
}
