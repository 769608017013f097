//! The cells of a table that is written as CSV, as far as a preview shows them.

/// The first rows of a table, and how many rows it has in all.
pub fn first_rows(text: &str, most: usize) -> (Vec<Vec<String>>, usize) {
    let (mut rows, mut count) = (Vec::new(), 0);
    let mut row = vec![String::new()];
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            // Two quotation marks within quotation marks stand for one.
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                push(&mut row, '"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                count += 1;
                let whole = std::mem::replace(&mut row, vec![String::new()]);
                if rows.len() < most {
                    rows.push(whole);
                }
            }
            // A cell is shown in one line.
            '\r' | '\n' => push(&mut row, ' '),
            letter => push(&mut row, letter),
        }
    }
    if row != [String::new()] {
        count += 1;
        if rows.len() < most {
            rows.push(row);
        }
    }
    (rows, count)
}

fn push(row: &mut [String], letter: char) {
    if let Some(cell) = row.last_mut() {
        cell.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_taken_apart_as_they_were_put_together() {
        let text = "\u{feff}id,title\r\na,\"Ask, and \"\"listen\"\"\"\r\nb,\"two\nlines\"\r\n";
        let (rows, count) = first_rows(text, 10);
        assert_eq!(rows, [["id", "title"], ["a", "Ask, and \"listen\""], ["b", "two lines"]]);
        assert_eq!(count, 3);
    }

    #[test]
    fn of_a_long_table_the_first_rows_are_kept_and_all_are_counted() {
        let (rows, count) = first_rows("a\nb\nc\nd", 2);
        assert_eq!((rows, count), (vec![vec!["a".to_owned()], vec!["b".to_owned()]], 4));
        assert_eq!(first_rows("", 2), (Vec::new(), 0));
    }
}
