//! Makes an empty form: one A4 sheet for people, one hidden sheet for the server.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::super::files::xlsx::address;
use super::labels::{self, Words};
use super::sheet::{self, FIGURE, FIGURES, FORM, VERSION};
use crate::domain::language::{Language, az};
use crate::domain::period::Period;
use crate::domain::records::values;
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};

/// Whose form is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Blank<'a> {
    pub unit: &'a str,
    pub period: &'a Period,
    pub language: Language,
}

const INK: u32 = 0x1F_3A5F;
const RULE: u32 = 0xB8_C2CC;
const BAND: u32 = 0xE8_EDF3;
const INPUT: u32 = 0xFF_F8DC;
const FONT: &str = "Times New Roman";
/// № · figure · count · reconciliation.
const WIDTHS: [f64; 4] = [5.5, 56.0, 13.0, 33.0];
const COUNT: u16 = 2;
const CHECK: u16 = 3;

/// Makes the form as the bytes of an XLSX file: the same unit, period and language give the same bytes.
///
/// # Errors
/// The unit is not in the units table, or has no source: it owes no report.
pub fn write(reference: &Reference, blank: &Blank) -> Result<Vec<u8>> {
    let act = || format!("making the report form of `{}` on {}", blank.unit, blank.period);
    let Some(unit) = reference.units.get(blank.unit) else {
        return Err(Error::usage(act())
            .because(Error::usage(format!("there is no unit `{}`", blank.unit)))
            .hint("give a code of the units table, such as `DSMF`"));
    };
    if unit.source.is_none() {
        return Err(Error::usage(act())
            .because(Error::usage(format!("the unit `{}` has no source and owes no report", blank.unit)))
            .hint("give a unit with a source"));
    }
    make(reference, blank).doing(act)
}

fn make(reference: &Reference, blank: &Blank) -> std::result::Result<Vec<u8>, XlsxError> {
    let words = labels::words(blank.language);
    let mut form = Form { row: 0, lines: Vec::new(), words, looks: Looks::new(), number: 0 };
    let mut page = Worksheet::new();
    page.set_name(words.sheet)?;
    set_up(&mut page, words, blank)?;
    form.heading(&mut page, reference, blank)?;
    let line = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    form.lines.extend([
        line("form", FORM),
        line("version", &VERSION.to_string()),
        line("unit", blank.unit),
        line("period", &blank.period.to_string()),
        line("language", blank.language.as_str()),
        line("sheet", words.sheet),
    ]);

    form.section(&mut page, words.general)?;
    let first = form.row;
    for key in FIGURES {
        form.input(&mut page, key, labels::name(key, blank.language))?;
    }
    let receptions = format!("$C${}", first + 1);

    form.section(&mut page, words.outcomes)?;
    let start = form.row;
    for outcome in values::OUTCOME {
        form.input(&mut page, &format!("by_outcome.{outcome}"), labels::name(outcome, blank.language))?;
    }
    let (sum, all) = form.sum(start);
    let differs = format!("\"{}\"&TEXT({sum}-{receptions},\"+0;-0;0\")", words.differs);
    let verdict = format!("IF({sum}={receptions},\"{}\",{differs})", words.equal);
    form.total(&mut page, &sum, &format!("=IF(OR(COUNT({all})=0,ISBLANK({receptions})),\"\",{verdict})"))?;

    let break_at = form.row;
    form.section(&mut page, words.topics)?;
    let start = form.row;
    for topic in reference.topics.iter() {
        let name = if blank.language == Language::Az { &topic.name_az } else { &topic.name_en };
        form.input(&mut page, &format!("by_topic.{}", topic.code), name)?;
    }
    let (sum, all) = form.sum(start);
    let verdict = format!("IF({sum}>{receptions},\"{}\",\"{}\")", words.exceeds, words.fits);
    form.total(&mut page, &sum, &format!("=IF(OR(COUNT({all})=0,ISBLANK({receptions})),\"\",{verdict})"))?;
    form.signatures(&mut page)?;
    page.set_page_breaks(&[break_at])?;
    page.set_print_area(0, 0, form.row, CHECK)?;
    let wrong = ConditionalFormatFormula::new()
        .set_rule(format!("=LEFT($D{},1)=\"✗\"", first + 1).as_str())
        .set_format(Format::new().set_font_color(Color::RGB(0xB0_1E1E)).set_bold());
    page.add_conditional_format(first, CHECK, form.row, CHECK, &wrong)?;
    page.set_selection(first, COUNT, first, COUNT)?;

    let seal = sheet::seal(&form.lines);
    form.lines.push(("seal".into(), seal));
    let mut hidden = Worksheet::new();
    hidden.set_name(sheet::NAME)?.set_very_hidden(true);
    for (row, (key, value)) in (0..).zip(&form.lines) {
        hidden.write_string(row, 0, key)?.write_string(row, 1, value)?;
    }
    hidden.protect();

    let mut book = Workbook::new();
    // The writer's own choice would be the present moment.
    let day = blank.period.first_day().to_string();
    let created = ExcelDateTime::parse_from_str(&day)?;
    let title = format!("{} {}", words.title, blank.period);
    book.set_properties(&DocProperties::new().set_title(title).set_author("qebul").set_creation_datetime(&created));
    book.push_worksheet(page);
    book.push_worksheet(hidden);
    book.save_to_buffer()
}

/// Paper, margins (25, 10, 20, 20 mm), protection.
fn set_up(page: &mut Worksheet, words: &Words, blank: &Blank) -> std::result::Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        page.set_column_width(column, width)?;
    }
    page.set_paper_size(9).set_portrait().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    page.set_margins(25.0 / 25.4, 10.0 / 25.4, 20.0 / 25.4, 20.0 / 25.4, 0.4, 0.4);
    page.set_footer(format!("&L&\"{FONT}\"&9{} · {}&R&\"{FONT}\"&9{} &P / &N", blank.unit, blank.period, words.page));
    page.set_screen_gridlines(false);
    page.protect_with_options(&ProtectionOptions { format_columns: true, ..ProtectionOptions::default() });
    Ok(())
}

struct Looks {
    head: Format,
    title: Format,
    subtitle: Format,
    label: Format,
    fact: Format,
    rule: Format,
    section: Format,
    column: Format,
    number: Format,
    name: Format,
    input: Format,
    check: Format,
    total: Format,
    total_count: Format,
    plain: Format,
    line: Format,
}

impl Looks {
    fn new() -> Looks {
        let base = Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let boxed = base.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(RULE));
        let centred = base.clone().set_align(FormatAlign::Center);
        let count = |format: Format| format.set_align(FormatAlign::Right).set_num_format("#,##0").set_indent(1);
        Looks {
            head: centred.clone().set_font_size(10).set_font_color(Color::RGB(INK)).set_text_wrap(),
            title: centred.clone().set_font_size(15).set_bold().set_font_color(Color::RGB(INK)),
            subtitle: centred.clone().set_font_size(12).set_italic(),
            label: base.clone().set_font_color(Color::RGB(0x59_6673)),
            fact: base.clone().set_bold().set_text_wrap(),
            rule: base.clone().set_font_size(10).set_italic().set_text_wrap().set_align(FormatAlign::Top),
            section: base.clone().set_bold().set_font_size(12).set_font_color(Color::RGB(INK)),
            column: boxed
                .clone()
                .set_bold()
                .set_font_size(10)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(INK))
                .set_align(FormatAlign::Center),
            number: boxed.clone().set_align(FormatAlign::Center).set_font_color(Color::RGB(0x59_6673)),
            name: boxed.clone().set_text_wrap().set_indent(1),
            input: count(boxed.clone().set_background_color(Color::RGB(INPUT)).set_unlocked()),
            check: boxed.clone().set_font_size(9).set_text_wrap().set_indent(1),
            total: boxed.clone().set_bold().set_background_color(Color::RGB(BAND)).set_indent(1),
            total_count: count(boxed.set_bold().set_background_color(Color::RGB(BAND))),
            plain: base.clone(),
            line: base.set_border_bottom(FormatBorder::Thin),
        }
    }
}

/// The form as far as it is written.
struct Form<'w> {
    /// The next row, from 0.
    row: u32,
    /// Of the hidden sheet.
    lines: sheet::Lines,
    words: &'w Words,
    looks: Looks,
    number: u32,
}

type Written = std::result::Result<(), XlsxError>;

impl Form<'_> {
    fn heading(&mut self, page: &mut Worksheet, reference: &Reference, blank: &Blank) -> Written {
        let (looks, words) = (&self.looks, self.words);
        let is_az = blank.language == Language::Az;
        let ministry = reference.units.ministry();
        let head = if is_az {
            az::upper(&format!("Azərbaycan Respublikasının {}", ministry.name_az))
        } else {
            format!("{} of the Republic of Azerbaijan", ministry.name_en)
        };
        page.merge_range(0, 0, 0, CHECK, &head, &looks.head)?.set_row_height(0, 20)?;
        page.merge_range(1, 0, 1, CHECK, words.title, &looks.title)?.set_row_height(1, 26)?;
        page.merge_range(2, 0, 2, CHECK, &labels::subtitle(blank.period, blank.language), &looks.subtitle)?;
        page.set_row_height(2, 20)?;
        let unit = reference.units.get(blank.unit);
        let name = unit.map_or(blank.unit, |unit| if is_az { &unit.name_az } else { &unit.name_en });
        let due = labels::until(reference.calendar.report_deadline(blank.period), blank.language);
        let facts = [
            (words.unit, format!("{name} ({})", blank.unit)),
            (words.period, format!("{} ({})", blank.language.period_title(blank.period), blank.period)),
            (words.due, due),
        ];
        for (row, (label, fact)) in (4..).zip(facts) {
            page.merge_range(row, 0, row, 1, label, &looks.label)?;
            page.merge_range(row, COUNT, row, CHECK, &fact, &looks.fact)?.set_row_height(row, 32)?;
        }
        page.merge_range(8, 0, 8, CHECK, words.rule, &looks.rule)?.set_row_height(8, 42)?;
        self.row = 9;
        Ok(())
    }

    /// A section's name and the head of its table.
    fn section(&mut self, page: &mut Worksheet, name: &str) -> Written {
        let (looks, words) = (&self.looks, self.words);
        page.merge_range(self.row, 0, self.row, CHECK, name, &looks.section)?.set_row_height(self.row, 28)?;
        self.row += 1;
        for (column, text) in (0..).zip([words.number, words.figure, words.count, words.check]) {
            page.write_with_format(self.row, column, text, &looks.column)?;
        }
        page.set_row_height(self.row, 18)?;
        self.row += 1;
        self.number = 0;
        Ok(())
    }

    /// One cell to be filled.
    fn input(&mut self, page: &mut Worksheet, key: &str, name: &str) -> Written {
        let (looks, words, row) = (&self.looks, self.words, self.row);
        self.number += 1;
        let cell = address(row, COUNT.into());
        page.write_with_format(row, 0, self.number, &looks.number)?;
        page.write_with_format(row, 1, name, &looks.name)?;
        page.write_blank(row, COUNT, &looks.input)?;
        let whole = format!("IF(AND({cell}>=0,{cell}=INT({cell})),\"\",\"{}\")", words.whole_wanted);
        let check = format!("=IF(ISBLANK({cell}),\"\",IF(ISNUMBER({cell}),{whole},\"{}\"))", words.whole_wanted);
        page.write_formula_with_format(row, CHECK, Formula::new(check).set_result(" "), &looks.check)?;
        let validation = DataValidation::new()
            .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
            .ignore_blank(true)
            .set_error_title(words.error_title)?
            .set_error_message(words.error_text)?;
        page.add_data_validation(row, COUNT, row, COUNT, &validation)?;
        page.set_row_height(row, if name.chars().count() > 58 { 31 } else { 17 })?;
        self.lines.push((format!("{FIGURE}{key}"), cell));
        self.row += 1;
        Ok(())
    }

    /// The formula of the sum from a row to the one before this, and the range it goes over.
    fn sum(&self, start: u32) -> (String, String) {
        let all = format!("C{}:C{}", start + 1, self.row);
        (format!("SUM({all})"), all)
    }

    fn total(&mut self, page: &mut Worksheet, sum: &str, check: &str) -> Written {
        let (looks, row) = (&self.looks, self.row);
        page.merge_range(row, 0, row, 1, self.words.total, &looks.total)?;
        page.write_formula_with_format(
            row,
            COUNT,
            Formula::new(format!("={sum}")).set_result("0"),
            &looks.total_count,
        )?;
        page.write_formula_with_format(row, CHECK, Formula::new(check).set_result(" "), &looks.check)?;
        page.set_row_height(row, 20)?;
        self.row += 1;
        Ok(())
    }

    /// Lines for the pen.
    fn signatures(&mut self, page: &mut Worksheet) -> Written {
        for text in [self.words.head, self.words.executor] {
            self.row += 1;
            page.merge_range(self.row, 0, self.row, 1, text, &self.looks.plain)?;
            page.merge_range(self.row, COUNT, self.row, CHECK, "", &self.looks.line)?;
            page.set_row_height(self.row, 26)?;
        }
        Ok(())
    }
}
