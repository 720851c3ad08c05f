//! How often an ordinary increment is told by chance.
//!
//! The increment and the `n` before it are taken as independent and normal, of one mean and one
//! spread. Median and deviation of few values are uncertain themselves, so the tails are far heavier
//! than the normal ones: beyond six deviations lie 0.002 in a million where both are known, and a
//! hundred in a million after 28 increments. No closed form is known; the table is simulated
//! (`the_table_is_what_a_simulation_gives`) and rounded up.

/// The deviations that the columns are for, in hundredths.
const ABOVE: [i64; 5] = [400, 500, 600, 800, 1_000];

/// Of a million ordinary increments after `n` others, how many lie beyond that many deviations.
const TABLE: [(u32, [u64; 5]); 10] = [
    (5, [100_000, 70_000, 51_000, 31_000, 21_000]),
    (6, [57_000, 34_000, 22_000, 11_000, 5_800]),
    (8, [34_000, 18_000, 10_000, 3_900, 1_800]),
    (10, [22_000, 10_000, 5_000, 1_600, 620]),
    (12, [15_000, 6_200, 2_800, 710, 240]),
    (14, [11_000, 4_100, 1_700, 360, 110]),
    (16, [8_500, 2_800, 1_000, 190, 50]),
    (20, [5_400, 1_500, 450, 60, 12]),
    (24, [3_800, 870, 230, 24, 5]),
    (28, [2_700, 540, 120, 10, 2]),
];

/// The least deviations that the table knows.
pub(super) const LEAST_ABOVE: i64 = ABOVE[0];

/// The least increments that the table knows.
pub(super) const LEAST_BEFORE: u32 = TABLE[0].0;

/// In millionths, at most: how often an ordinary increment after `before` others lies more than
/// `above` hundredths of a deviation away. What lies between two entries is given the larger one.
pub(super) fn of_one(before: u64, above: i64) -> u64 {
    let column = ABOVE.partition_point(|&known| known <= above).saturating_sub(1);
    let row = TABLE.partition_point(|&(known, _)| u64::from(known) <= before).saturating_sub(1);
    TABLE[row].1[column]
}

#[cfg(test)]
mod tests {
    use super::{ABOVE, TABLE, of_one};

    /// Uniform numbers from a linear congruence (Knuth's MMIX), normal ones by Box and Muller.
    struct Normal(u64);

    impl Normal {
        fn uniform(&mut self) -> f64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (f64::from(u32::try_from(self.0 >> 32).expect("32 bits")) + 0.5) / 4_294_967_296.0
        }

        fn next(&mut self) -> f64 {
            (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
        }
    }

    /// The share of a normal distribution above `x`: erfc by Chebyshev fitting (Numerical Recipes),
    /// relative error below 1.2e-7.
    fn above(x: f64) -> f64 {
        let z = x.abs() / std::f64::consts::SQRT_2;
        let t = 1.0 / (1.0 + 0.5 * z);
        let terms = [
            -1.265_512_23,
            1.000_023_68,
            0.374_091_96,
            0.096_784_18,
            -0.186_288_06,
            0.278_868_07,
            -1.135_203_98,
            1.488_515_87,
            -0.822_152_23,
            0.170_872_77,
        ];
        let sum = terms.iter().rev().fold(0.0, |sum, term| sum * t + term);
        let tail = 0.5 * t * (sum - z * z).exp();
        if x < 0.0 { 1.0 - tail } else { tail }
    }

    fn median(values: &mut [f64]) -> f64 {
        values.sort_by(f64::total_cmp);
        (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
    }

    /// In millionths, per column: drawn are the increments before; of the next one the chance is exact.
    fn simulated(before: u32, samples: u32) -> Vec<f64> {
        let mut normal = Normal(20_250_228 + u64::from(before));
        let mut sums = vec![0.0; ABOVE.len()];
        for _ in 0..samples {
            let mut values: Vec<f64> = (0..before).map(|_| normal.next()).collect();
            let middle = median(&mut values);
            let mut away: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
            let spread = 1.4826 * median(&mut away);
            for (sum, beyond) in sums.iter_mut().zip([4.0, 5.0, 6.0, 8.0, 10.0]) {
                *sum += above(middle + beyond * spread) + above(beyond * spread - middle);
            }
        }
        sums.iter().map(|sum| sum * 1e6 / f64::from(samples)).collect()
    }

    fn holds(before: u32, row: [u64; 5], samples: u32) {
        for (at, (known, found)) in row.into_iter().zip(simulated(before, samples)).enumerate() {
            let known = f64::from(u32::try_from(known).expect("a share"));
            assert!(found <= known, "after {before}, column {at}: {found} above {known}");
            // The rarest come from a few draws, so that only the upper end is held.
            assert!(found >= known * 0.7 || known < 100.0, "after {before}, column {at}: {found} far below {known}");
        }
    }

    #[test]
    fn a_row_of_the_table_is_what_a_simulation_gives() {
        holds(TABLE[5].0, TABLE[5].1, 40_000);
    }

    /// `cargo test --release -- --ignored the_table_is_what_a_simulation_gives`
    #[test]
    #[ignore = "takes half a minute"]
    fn the_table_is_what_a_simulation_gives() {
        for (before, row) in TABLE {
            holds(before, row, 300_000);
        }
    }

    #[test]
    fn between_two_entries_the_larger_one_holds() {
        assert_eq!(of_one(28, 600), 120);
        assert_eq!(of_one(400, 600), 120);
        assert_eq!(of_one(27, 600), 230);
        assert_eq!(of_one(28, 599), 540);
        assert_eq!(of_one(28, 799), 120);
        assert_eq!(of_one(5, 400), 100_000);
        assert_eq!(of_one(14, 5_000), 110);
    }
}
