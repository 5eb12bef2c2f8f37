//! Which characters an option speaks of (Unicode 17.0, blocks Arabic to Arabic Presentation
//! Forms-B).

use crate::marks::Marks;

/// Whether `c` is a mark that is written with Arabic letters but is no letter itself: harakat,
/// tanwin, shadda, sukun, superscript alef, Quranic marks and the small letters of Quranic
/// orthography. Combining hamza and madda (U+0653–U+0655) are parts of letters and not among them.
///
/// ```
/// use warraq_normalize::is_mark;
/// assert!(is_mark('\u{064B}')); // ARABIC FATHATAN
/// assert!(!is_mark('\u{0654}')); // ARABIC HAMZA ABOVE
/// ```
#[must_use]
pub fn is_mark(c: char) -> bool {
    !Marks::of(c).is_empty()
}

/// Whether `c` is a letter of the Arabic script; tatweel and marks are not.
#[must_use]
pub fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{0620}'..='\u{063F}'
        | '\u{0641}'..='\u{064A}'
        | '\u{066E}'..='\u{066F}'
        | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}'
        | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FC}'
        | '\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{0870}'..='\u{0887}'
        | '\u{0889}'..='\u{088E}'
        | '\u{08A0}'..='\u{08C9}'
        | '\u{FB50}'..='\u{FBB1}'
        | '\u{FBD3}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDC7}'
        | '\u{FDF0}'..='\u{FDFB}'
        | '\u{FE70}'..='\u{FEFC}')
}

pub(crate) const TATWEEL: char = '\u{0640}';

/// Controls that show nothing and change no letter: bidi marks and embeddings, zero-width spaces,
/// soft hyphen, byte order mark. The joiners U+200C and U+200D are not among them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}')
}

/// An invisible character or a joiner.
pub(crate) fn is_invisible_or_joiner(c: char) -> bool {
    is_invisible(c) || matches!(c, ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER)
}

pub(crate) const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';
pub(crate) const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// Whether a zero-width joiner beside `c` can be part of an emoji sequence (UTS #51).
pub(crate) fn joins_emoji(c: char) -> bool {
    matches!(c,
        '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}')
}

/// Whether `c` is an Arabic letter, ligature or mark in a form that is fixed by its place in the
/// word. U+FEFF, in the same block, is the byte order mark.
pub(crate) fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FBFF}' | '\u{FC00}'..='\u{FDFC}' | '\u{FE70}'..='\u{FEFC}')
}

/// Presentation forms that stand for marks alone: they continue the character before them.
pub(crate) fn is_presentation_mark(c: char) -> bool {
    matches!(c, '\u{FE70}'..='\u{FE7F}' | '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}')
}

/// Presentation forms of a mark over a tatweel. The others of marks alone are of a mark over a space.
pub(crate) fn is_mark_over_tatweel(c: char) -> bool {
    matches!(
        c,
        '\u{FCF2}'
            ..='\u{FCF4}'
                | '\u{FE71}'
                | '\u{FE77}'
                | '\u{FE79}'
                | '\u{FE7B}'
                | '\u{FE7D}'
                | '\u{FE7F}'
    )
}

/// Ligatures that stand for several words or for a sign rather than for letters of a word.
pub(crate) fn is_phrase_ligature(c: char) -> bool {
    matches!(c, '\u{FDFA}' | '\u{FDFB}' | '\u{FDFC}')
}

/// ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM, which Unicode does not decompose.
pub(crate) const BASMALA: char = '\u{FDFD}';

/// A combining hamza or madda.
pub(crate) fn is_letter_part(c: char) -> bool {
    matches!(c, '\u{0653}'..='\u{0655}')
}

pub(crate) fn plain_alef(c: char) -> Option<char> {
    matches!(c, 'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ').then_some('ا')
}

/// The letter under the hamza.
pub(crate) fn hamza_seat(c: char) -> Option<char> {
    Some(match c {
        'ؤ' | 'ٶ' => 'و',
        'ئ' | 'ٸ' => 'ي',
        _ => return None,
    })
}

/// The Arabic letter for a letter of Persian, Urdu or another language that looks the same in the
/// text of a page and comes from a wrong keyboard or font.
pub(crate) fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'ک' | 'ڪ' => 'ك',
        'ی' | 'ۍ' | 'ے' => 'ي',
        'ہ' | 'ھ' | 'ە' => 'ه',
        'ۃ' => 'ة',
        _ => return None,
    })
}

/// The value of a decimal digit of the Arabic-Indic sets.
pub(crate) fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        _ => None,
    }
}

pub(crate) fn ascii_separator(c: char) -> Option<char> {
    Some(match c {
        '٫' => '.',
        '٬' => ',',
        '٪' => '%',
        _ => return None,
    })
}

pub(crate) fn ascii_punctuation(c: char) -> Option<char> {
    Some(match c {
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '۔' => '.',
        '٭' => '*',
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => return None,
    })
}

/// White space of any width that stays on its line (category Zs).
pub(crate) fn is_wide_space(c: char) -> bool {
    matches!(
        c,
        '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}
