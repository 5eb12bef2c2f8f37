/// Heads that belong to the name if it is translated, and not if it is foreign: حزب العمال,
/// but حزب «فورزا إيطاليا».
pub(in crate::candidates) fn is_party(head: &str) -> bool {
    matches!(
        head,
        "حزب"
            | "منظمه"
            | "بنك"
            | "دار"
            | "مصرف"
            | "معهد"
            | "نقابه"
            | "جمعيه"
            | "جهاز"
            | "ايتلاف"
            | "تحالف"
            | "كتله"
            | "تيار"
            | "جبهه"
            | "كتائب"
            | "مختبر"
            | "سرايا"
            | "عصائب"
    )
}

/// Heads that make a name with any noun.
pub(super) const STRONG: [&str; 20] = [
    "وزاره",
    "جامعه",
    "هيئه",
    "محكمه",
    "مجلس",
    "اتحاد",
    "نقابه",
    "معهد",
    "جمعيه",
    "مفوضيه",
    "بورصه",
    "اكاديميه",
    "رابطه",
    "مديريه",
    "مهرجان",
    "بطوله",
    "ماراثون",
    "مستشفي",
    "متحف",
    "عيد",
];
