//! The spaces at which a text can be cut without changing its subwords.

/// Cuts `text` before each space that stands between two letters. All pieces but the first begin
/// with that space.
pub(super) fn split_at_joints(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let piece = &rest[..next_joint(rest)];
        rest = &rest[piece.len()..];
        (!piece.is_empty()).then_some(piece)
    })
}

/// Offset of the first joint in `text` after its first byte; its length if there is none.
fn next_joint(text: &str) -> usize {
    let bytes = text.as_bytes();
    let spaces = memchr::memchr_iter(b' ', bytes.get(1..).unwrap_or_default());
    let mut joints = spaces.map(|at| at + 1).filter(|&at| is_joint(bytes, at));
    joints.next().unwrap_or(bytes.len())
}

/// Whether letters stand directly before and after the byte `at`.
fn is_joint(bytes: &[u8], at: usize) -> bool {
    let before = match bytes[..at] {
        [.., lead, trail] if trail >= 0x80 => is_arabic_letter(lead, trail),
        [.., last] => last.is_ascii_alphabetic(),
        [] => false,
    };
    before
        && match bytes[at + 1..] {
            [lead, trail, ..] if lead >= 0x80 => is_arabic_letter(lead, trail),
            [first, ..] => first.is_ascii_alphabetic(),
            [] => false,
        }
}

/// U+0620 to U+064A: the letters of Arabic, and tatweel.
fn is_arabic_letter(lead: u8, trail: u8) -> bool {
    match lead {
        0xD8 => trail >= 0xA0,
        0xD9 => trail <= 0x8A,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::split_at_joints;

    #[test]
    fn letters_on_both_sides() {
        let pieces: Vec<_> = split_at_joints("قال له: نعم  نعم و5 كتب in a row").collect();
        assert_eq!(pieces, ["قال", " له: نعم  نعم", " و5 كتب", " in", " a", " row"]);
    }

    #[test]
    fn edges() {
        assert_eq!(split_at_joints("").count(), 0);
        assert_eq!(split_at_joints(" ").collect::<Vec<_>>(), [" "]);
        assert_eq!(split_at_joints(" كتاب ").collect::<Vec<_>>(), [" كتاب "]);
    }
}
