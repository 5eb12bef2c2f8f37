//! In how many lists a Latin word stands: a table of fingerprints.

use std::collections::BTreeMap;

use crate::gazetteer::hash_letters;

const BUCKETS: usize = 1 << 13;
/// Bits of an entry that hold the number of lists; the others are of the word's hash.
const LIST_BITS: u32 = 2;
/// Lists that are told apart by their number.
pub(super) const LISTS: usize = 3;

/// Words with the number of lists that have them: each bucket has a sorted row of entries.
#[derive(Debug)]
pub(super) struct KnownWords {
    /// Where the rows begin, and the end of the last.
    starts: Vec<u32>,
    entries: Vec<u16>,
}

impl KnownWords {
    /// Reads the table at the beginning of `bytes`; returns it and the rest.
    pub(super) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (starts, rest) = bytes.split_at_checked((BUCKETS + 1) * 4)?;
        let starts: Vec<u32> =
            starts.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let (entries, rest) = rest.split_at_checked(*starts.last()? as usize * 2)?;
        let entries = entries.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        Some((Self { starts, entries }, rest))
    }

    /// The number of lists that have the word, in small letters without accents, [`LISTS`] at most; one
    /// unknown word in six hundred passes for one of a list.
    pub(super) fn lists_with(&self, word: impl Iterator<Item = char>) -> usize {
        let (bucket, print) = place(word);
        let row = match self.starts.get(bucket..bucket + 2) {
            Some(&[start, end]) => self.entries.get(start as usize..end as usize),
            _ => None,
        };
        let row = row.unwrap_or_default();
        let at = row.partition_point(|entry| entry >> LIST_BITS < print);
        let entry = row.get(at).filter(|&entry| entry >> LIST_BITS == print);
        entry.map_or(0, |entry| usize::from(entry & ((1 << LIST_BITS) - 1)))
    }

    /// The bytes that [`Self::read`] reads, of words and the number of lists that have each.
    pub(super) fn write(words: &BTreeMap<&str, usize>, out: &mut Vec<u8>) {
        let mut rows = vec![BTreeMap::<u16, u16>::new(); BUCKETS];
        for (word, lists) in words {
            let (bucket, print) = place(word.chars());
            // Two words with one fingerprint pass for the one that fewer lists have.
            let lists = (*lists).min(LISTS) as u16;
            let entry = rows[bucket].entry(print).or_insert(lists);
            *entry = lists.min(*entry);
        }
        let mut start = 0;
        for row in rows.iter().chain([&BTreeMap::new()]) {
            out.extend_from_slice(&u32::to_le_bytes(start));
            start += row.len() as u32;
        }
        for (print, lists) in rows.iter().flatten() {
            out.extend_from_slice(&(print << LIST_BITS | lists).to_le_bytes());
        }
    }
}

/// The bucket of a word, and its fingerprint.
fn place(word: impl Iterator<Item = char>) -> (usize, u16) {
    let hash = hash_letters(word.map(|letter| letter as u8));
    (hash as usize >> 20 & (BUCKETS - 1), (hash >> 40) as u16 >> LIST_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_the_number_of_their_lists() {
        let words = BTreeMap::from([("anna", 3), ("novak", 1), ("li", 7)]);
        let mut bytes = Vec::new();
        KnownWords::write(&words, &mut bytes);
        bytes.push(42);
        let (names, rest) = KnownWords::read(&bytes).unwrap();
        assert_eq!(rest, [42]);
        let lists = |word: &str| names.lists_with(word.chars());
        assert_eq!(["anna", "novak", "li", "nobody"].map(lists), [3, 1, LISTS, 0]);
        assert!(KnownWords::read(&bytes[..100]).is_none());
    }
}
