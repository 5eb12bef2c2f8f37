/// The rows of a table compiled into the crate: comments and the header left out, cells by tabs.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// The two words of a cell that joins them by `_`, the second empty if there is one.
pub(super) fn words(cell: &str) -> (&str, &str) {
    cell.split_once('_').unwrap_or((cell, ""))
}
