//! Latin words that are no names.

use warraq_text::TokenKind;

use crate::candidates::Page;

/// Whether the run `at..end` stands in brackets after a common word: الاستعانة بمصادر خارجية (Outsourcing).
pub(super) fn is_gloss(page: Page<'_>, at: usize, end: usize) -> bool {
    let Some(bracket) = page.reading.before(at).filter(|&at| page.is_mark(at, &['('])) else {
        return false;
    };
    let common = page.reading.before(bracket).is_some_and(|before| {
        page.reading.word(before).is_some_and(|word| word.plain)
            || page.reading.key(before).starts_with("ال") && page.reading.is_unknown(before)
    });
    common && page.is_mark(end, &[')'])
}

/// Whether these are a few capitals and digits.
pub(super) fn is_acronym(text: &str) -> bool {
    text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && text.chars().count() <= 5
}

/// Whether the word is written together with a number before it: 320km.
pub(super) fn after_number(page: Page<'_>, at: usize) -> bool {
    page.reading.word(at).is_some_and(|word| word.glued)
        && at
            .checked_sub(1)
            .and_then(|at| page.reading.word(at))
            .is_some_and(|w| w.kind == TokenKind::Number)
}

/// Units, currencies and abbreviations that name no single thing.
pub(super) fn is_unit(text: &str) -> bool {
    matches!(
        text,
        "GB" | "MB"
            | "TB"
            | "KB"
            | "Gbps"
            | "Mbps"
            | "GHz"
            | "MHz"
            | "Hz"
            | "kWh"
            | "MWh"
            | "GWh"
            | "MW"
            | "GW"
            | "TW"
            | "kW"
            | "W"
            | "V"
            | "mAh"
            | "Ah"
            | "km"
            | "Km"
            | "KM"
            | "Kg"
            | "KG"
            | "mL"
            | "L"
            | "M"
            | "K"
            | "B"
            | "USD"
            | "EUR"
            | "GBP"
            | "SAR"
            | "AED"
            | "EGP"
            | "KWD"
            | "QAR"
            | "BHD"
            | "OMR"
            | "JOD"
            | "LBP"
            | "IQD"
            | "SYP"
            | "YER"
            | "LYD"
            | "TND"
            | "DZD"
            | "MAD"
            | "SDG"
            | "TRY"
            | "JPY"
            | "CNY"
            | "INR"
            | "CHF"
            | "DH"
            | "DA"
            | "DT"
            | "LD"
            | "AM"
            | "PM"
            | "GMT"
            | "UTC"
            | "HTML"
            | "URL"
            | "PDF"
            | "SMS"
            | "GPS"
            | "DNA"
            | "RNA"
            | "API"
            | "CPU"
            | "GPU"
            | "RAM"
            | "USB"
            | "LED"
            | "TV"
            | "PC"
            | "IT"
            | "AI"
            | "HR"
            | "CEO"
            | "CFO"
            | "CTO"
            | "OK"
            | "IBAN"
            | "VIP"
            | "IPO"
            | "GDP"
            | "ETF"
            | "NFT"
            | "ID"
            | "QR"
            | "Bravo"
            | "VAT"
            | "PIN"
            | "OTP"
            | "PhD"
            | "MBA"
            | "ISO"
            | "Mr"
            | "Dr"
            | "No"
    )
}
