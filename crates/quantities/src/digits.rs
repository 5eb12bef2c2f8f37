//! Numbers in digits: which separator groups and which begins the decimals.

use rust_decimal::Decimal;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Literal {
    /// The value if a single separator before three digits groups them: «1.500» is 1500.
    pub(crate) value: Decimal,
    /// The value if that separator begins decimals, and the separator.
    pub(crate) decimal: Option<(Decimal, char)>,
    /// Digits alone, no separator.
    pub(crate) is_plain: bool,
    /// How many digits there are.
    pub(crate) digits: usize,
}

/// More digits than any amount has; also what [`Decimal`] holds.
const MAX_DIGITS: usize = 24;

impl Literal {
    /// Reads digits with `.`, `,`, `٫` and `٬` between them. `None` if the separators do not make
    /// a number, as in a version or an address, or there are too many digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits == 0 || digits > MAX_DIGITS {
            return None;
        }
        if digits == text.len() {
            return Some(Self { value: joined(text)?, decimal: None, is_plain: true, digits });
        }
        let last = text.rfind(is_separator)?;
        let (whole, rest) = text.split_at(last);
        let separator = rest.chars().next()?;
        let decimals = rest.get(separator.len_utf8()..)?;
        let repeated = whole.contains(separator);
        let single = !whole.contains(is_separator);
        let is_group = decimals.len() == 3 && groups(whole);
        let literal = |value| Self { value, decimal: None, is_plain: false, digits };
        match separator {
            _ if repeated && is_group => joined(text).map(literal),
            _ if repeated => None,
            '٬' => is_group.then(|| joined(text)).flatten().map(literal),
            '٫' => fraction(whole, decimals).map(literal),
            _ if single && is_group && !whole.starts_with('0') => {
                let decimal = fraction(whole, decimals)?;
                Some(Self { decimal: Some((decimal, separator)), ..literal(joined(text)?) })
            }
            _ if single || groups(whole) => fraction(whole, decimals).map(literal),
            _ => None,
        }
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬')
}

/// Whether `whole` is one to three digits, then groups of three after one kind of separator.
fn groups(whole: &str) -> bool {
    let mut separators = whole.chars().filter(|c| is_separator(*c));
    let first = separators.next();
    let uniform = separators.all(|c| Some(c) == first);
    let mut pieces = whole.split(is_separator);
    let lead = pieces.next().unwrap_or_default();
    uniform && (1..=3).contains(&lead.len()) && pieces.all(|piece| piece.len() == 3)
}

fn joined(text: &str) -> Option<Decimal> {
    decimal(text.bytes(), 0)
}

fn fraction(whole: &str, decimals: &str) -> Option<Decimal> {
    let places = u32::try_from(decimals.len()).ok()?;
    decimal(whole.bytes().chain(decimals.bytes()), places)
}

/// The digits among the bytes, at most [`MAX_DIGITS`], as one number of which the last `places` are
/// decimals.
fn decimal(bytes: impl Iterator<Item = u8>, places: u32) -> Option<Decimal> {
    let digits = bytes.filter(u8::is_ascii_digit).map(|digit| i128::from(digit - b'0'));
    let mantissa = digits.fold(0, |value, digit| 10 * value + digit);
    Decimal::try_from_i128_with_scale(mantissa, places).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str, decimal: Option<&str>) {
        let literal = Literal::parse(text).map(|l| (l.value, l.decimal.map(|(value, _)| value)));
        let expected = (value.parse().unwrap(), decimal.map(|d| d.parse().unwrap()));
        assert_eq!(literal, Some(expected), "{text}");
    }

    #[test]
    fn separators_group_or_begin_decimals() {
        check("900", "900", None);
        check("1,234", "1234", Some("1.234"));
        check("28.500", "28500", Some("28.5"));
        check("0.305", "0.305", None);
        check("88,32", "88.32", None);
        check("1,234.56", "1234.56", None);
        check("189.900,00", "189900", None);
        check("412.750.000", "412750000", None);
        check("1٬234٫5", "1234.5", None);
        check("5٫567", "5.567", None);
        check("1500.250", "1500.25", None);
    }

    #[test]
    fn versions_and_addresses_are_no_numbers() {
        for text in ["192.168.1.2", "1.2.3", "1,23,4", "12٬34", "1.234.5,67,8"] {
            assert_eq!(Literal::parse(text), None, "{text}");
        }
        assert_eq!(Literal::parse(&"9".repeat(40)), None);
    }
}
