//! Data of warraq.
