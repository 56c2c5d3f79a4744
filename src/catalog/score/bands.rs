//! Bands: the letter an index falls under.

use super::model::Bands;
use crate::domain::score::Band;

pub fn band(index: f64, bounds: &Bands) -> Band {
    [(bounds.a, Band::A), (bounds.b, Band::B), (bounds.c, Band::C), (bounds.d, Band::D)]
        .into_iter()
        .find(|(least, _)| index >= *least)
        .map_or(Band::E, |(_, band)| band)
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::builtin;
    use super::*;

    #[test]
    fn a_band_begins_at_its_bound() {
        let bounds = builtin().bands;
        for (index, expected) in [
            (100.0, Band::A),
            (85.0, Band::A),
            (84.999, Band::B),
            (70.0, Band::B),
            (55.0, Band::C),
            (40.0, Band::D),
            (39.9, Band::E),
            (1.0, Band::E),
        ] {
            assert_eq!(band(index, &bounds), expected, "{index}");
        }
    }
}
