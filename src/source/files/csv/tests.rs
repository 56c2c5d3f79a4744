use proptest::prelude::*;

use super::*;

fn records(text: &str, delimiter: char) -> (Vec<Vec<String>>, Vec<(u64, String)>) {
    let lines = Lines::new(Box::new(std::io::Cursor::new(text.as_bytes().to_vec()))).unwrap();
    let mut records = Records::new(lines, Vec::new(), delimiter);
    let (mut rows, mut broken) = (Vec::new(), Vec::new());
    let mut cells = Cells::default();
    loop {
        match records.next(&mut cells).unwrap() {
            Next::Row(_) => {
                records.width.get_or_insert(cells.len());
                rows.push(cells.iter().map(str::to_owned).collect());
            }
            Next::Broken(line) => broken.push((line.line, line.why)),
            Next::End => return (rows, broken),
        }
    }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    records(text, ',').0
}

#[test]
fn quotes_hold_delimiters_line_breaks_and_quotes() {
    assert_eq!(
        rows("a,b\n\"x, \"\"y\"\"\n z\",2\n,\"\"\n"),
        [["a", "b"], ["x, \"y\"\n z", "2"]].map(|r| r.map(str::to_owned).to_vec())
    );
    assert_eq!(rows("a,b\n x , y \"z\" \n")[1], [" x ", " y \"z\" "]);
    assert_eq!(records("a\tb\n\"1\t2\"\t3\n", '\t').0[1], ["1\t2", "3"]);
}

#[test]
fn a_row_with_too_few_or_too_many_cells_is_one_broken_line() {
    let (rows, broken) = records("a,b\n1,2\n3\n\n;\n4,5,6\n7,8,,\n,,\n9,10\n", ',');
    assert_eq!(rows, [["a", "b"], ["1", "2"], ["7", "8"], ["9", "10"]]);
    assert_eq!(
        broken,
        [
            (3, "the row has 1 cells, the head has 2".to_owned()),
            (5, "the row has 1 cells, the head has 2".to_owned()),
            (6, "the row has 3 cells, the head has 2".to_owned()),
        ]
    );
}

#[test]
fn an_open_quote_breaks_its_own_line_only() {
    let (rows, broken) =
        records("id,note\n1,\"never closed\n2,plain\n3,\"quoted\"\n4,\"two\nlines\"\n5,\"at the end\n", ',');
    assert_eq!(rows, [["id", "note"], ["2", "plain"], ["3", "quoted"], ["4", "two\nlines"]]);
    assert_eq!(broken.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 7]);
}

#[test]
fn the_csv_crate_would_lose_the_rows_below_an_open_quote() {
    let text = "id,note\n1,\"never closed\n2,b\n3,c\n";
    let theirs = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes()).records().count();
    assert_eq!((theirs, rows(text).len() - 1), (1, 2));
}

#[test]
fn text_behind_a_closing_quote_breaks_the_line() {
    let (rows, broken) = records("a,b\n\"x\"y,1\n2,3\n", ',');
    assert_eq!(rows, [["a", "b"], ["2", "3"]]);
    assert_eq!(broken, [(2, "a quote is closed in the middle of a cell".to_owned())]);
}

proptest! {
    /// What the `csv` crate writes is read back cell by cell.
    #[test]
    fn reads_what_is_written(
        table in proptest::collection::vec(proptest::collection::vec("[a-zə0-9\",;\n\t ']{0,8}", 3), 1..8),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (rows, broken) = records(&text, char::from(delimiter));
        let expected: Vec<Vec<String>> =
            table.into_iter().filter(|row| !row.concat().trim().is_empty()).collect();
        prop_assert_eq!(broken, vec![]);
        prop_assert_eq!(&rows[1..], &expected[..]);
    }

    #[test]
    fn good_rows_survive_any_line_between_them(line in "[a-z\",]{0,12}") {
        let (rows, _) = records(&format!("a,b\n1,2\n{line}\n3,4\n5,6\n"), ',');
        // A quote that the line opens may be closed by no later line: these hold none.
        prop_assert!(rows.contains(&vec!["3".to_owned(), "4".to_owned()]));
        prop_assert!(rows.contains(&vec!["5".to_owned(), "6".to_owned()]));
    }
}
