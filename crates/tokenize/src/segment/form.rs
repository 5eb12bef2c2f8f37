//! Letters that change where a clitic joins a word.

use super::affixes::Split;
use crate::Lexicon;
use crate::lexicon::Key;
use std::borrow::Cow;

/// How a part of a word is spelled when it stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As in the word.
    AsWritten,
    /// The article «ل» after the preposition «ل» is «ال».
    Article,
    /// The stem begins with such an article: «لمدرسة» of «للمدرسة» is «المدرسة».
    WithArticle,
    /// The last letter «ت» is «ة»: «مدرست» of «مدرستهم».
    TehMarbuta,
    /// The last letter, «ي» or «ا», is «ى»: «علي» of «عليه», «مستوا» of «مستواهم»; «آ» is «أى»:
    /// «رآ» of «رآه».
    AlefMaqsura,
    /// The plural «و» of a verb is «وا»: «كتبو» of «كتبوه».
    WawAlef,
    /// A last letter «ن» is written once with the next: «م» of «منا» is «من».
    Nun,
    /// The last letter, «ئ» or «ؤ», is «ء»: «أصدقائ» of «أصدقائها».
    Hamza,
}

impl Form {
    /// The spelling of `part` when it stands alone.
    pub(super) fn apply(self, part: &str) -> Cow<'_, str> {
        let mut end = part.chars();
        end.next_back();
        let ending_in = |letter: &str| Cow::Owned(format!("{}{letter}", end.as_str()));
        match self {
            Self::AsWritten => Cow::Borrowed(part),
            Self::Article | Self::WithArticle => Cow::Owned(format!("ا{part}")),
            Self::TehMarbuta => ending_in("ة"),
            Self::AlefMaqsura if part.ends_with('آ') => ending_in("أى"),
            Self::AlefMaqsura => ending_in("ى"),
            Self::Hamza => ending_in("ء"),
            Self::Nun => Cow::Owned(format!("{part}ن")),
            Self::WawAlef => Cow::Owned(format!("{part}ا")),
        }
    }
}

/// The form of the stem of `split`, which has an enclitic.
pub(super) fn before_enclitic(lexicon: &Lexicon, letters: &[char], split: Split) -> Form {
    let [_, stem, _] = split.pieces(letters);
    let Some((last, head)) = stem.split_last() else { return Form::AsWritten };
    let key = Key::default().with_letters(head);
    let written = lexicon.find(key.with_letters(&[*last]));
    let more_frequent = |ending: &[char]| lexicon.find(key.with_letters(ending)) > written;
    match (head, last) {
        ([], 'م' | 'ع') => Form::Nun,
        (['ع', 'ل'] | ['إ' | 'ا', 'ل'] | ['ل', 'د'], 'ي') => Form::AlefMaqsura,
        (_, 'ت') if more_frequent(&['ة']) => Form::TehMarbuta,
        (_, 'ا') if more_frequent(&['ى']) => Form::AlefMaqsura,
        (_, 'آ') if more_frequent(&['أ', 'ى']) => Form::AlefMaqsura,
        (_, 'و') if more_frequent(&['و', 'ا']) => Form::WawAlef,
        ([.., 'ا'], 'ئ' | 'ؤ') => Form::Hamza,
        _ => Form::AsWritten,
    }
}
