//! The model of the index: dimensions, weights, goalposts and settings, read from `queries/scores/model.toml`.

use serde::Deserialize;

use crate::error::{Doing, Error, Result};

/// One version of the index.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    pub version: String,
    /// Less than this share of the weight measured: no index.
    pub minimum_weight: f64,
    /// A dimension's points are taken as at least this in the geometric mean.
    pub dimension_floor: f64,
    pub shrinkage: Shrinkage,
    pub uncertainty: Uncertainty,
    pub bands: Bands,
    #[serde(rename = "dimension")]
    pub dimensions: Vec<Dimension>,
}

/// How far small numbers are drawn to the peers' mean.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shrinkage {
    /// Bounds of the strength, in observations.
    pub weakest: f64,
    pub strongest: f64,
    /// The least number of units with records that make a group of peers.
    pub peers: usize,
}

/// The draws behind intervals, ties and verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uncertainty {
    pub draws: u32,
    pub seed: u64,
    /// Every dimension's weight is drawn within ± this share of itself.
    pub weight_spread: f64,
    pub interval: [f64; 2],
    pub tie: f64,
    pub verdict: f64,
}

/// The least index of each band.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(rename_all = "UPPERCASE")]
pub struct Bands {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
}

/// One dimension; its indicators weigh the same inside it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    pub id: String,
    pub weight: f64,
    pub title: Bilingual,
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
}

/// One indicator's goalposts and treatment; its SQL is `queries/indicators/<id>.sql`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub id: String,
    pub kind: Kind,
    pub direction: Direction,
    /// 0 points, in per cent for shares and duties.
    pub floor: f64,
    /// 100 points.
    pub target: f64,
    #[serde(default = "five")]
    pub eligible_from: f64,
    #[serde(default)]
    pub debt: Option<DebtText>,
}

/// How an indicator is treated when the numbers are small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A share of a sample: Beta-Binomial.
    Share,
    /// A mean of a sample: normal–normal.
    Mean,
    /// Not a sample: stays raw.
    Duty,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
}

/// What a debt says, `{count}` being how many things are to be done.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebtText {
    pub effect: Effect,
    pub az: String,
    pub en: String,
    /// In English, where it is one thing.
    pub en_one: String,
}

/// What paying a debt does to the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The things would count as done well.
    Fulfil,
    /// The things would leave the count altogether.
    Leave,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub az: String,
    pub en: String,
}

/// Fewer records than this that all lack a column prove nothing.
fn five() -> f64 {
    5.0
}

impl Model {
    /// Reads and validates a model; `name` is the file, for error texts.
    pub fn parse(text: &str, name: &str) -> Result<Model> {
        let model: Model = toml::from_str(text)
            .map_err(|cause| {
                Error::usage("reading the model of the index")
                    .because(cause)
                    .hint("the built-in `queries/scores/model.toml` shows every key with its meaning")
            })
            .doing(|| format!("loading `{name}`"))?;
        model.validate().doing(|| format!("loading `{name}`"))?;
        Ok(model)
    }

    /// Every indicator with the place of its dimension, in the order of the model.
    pub fn indicators(&self) -> impl Iterator<Item = (usize, &Indicator)> {
        self.dimensions
            .iter()
            .enumerate()
            .flat_map(|(place, dimension)| dimension.indicators.iter().map(move |i| (place, i)))
    }

    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators().map(|(_, indicator)| indicator).find(|indicator| indicator.id == id)
    }

    /// The weights of the dimensions as shares of 1.
    pub fn weights(&self) -> Vec<f64> {
        let total: f64 = self.dimensions.iter().map(|dimension| dimension.weight).sum();
        self.dimensions.iter().map(|dimension| dimension.weight / total).collect()
    }

    fn validate(&self) -> Result<()> {
        require(!self.version.trim().is_empty(), "version", "give the model a name, such as \"QKİ-1\"")?;
        require(
            self.minimum_weight > 0.0 && self.minimum_weight <= 1.0,
            "minimum_weight",
            "give a share above 0 and up to 1, such as 0.6",
        )?;
        require(
            self.dimension_floor > 0.0 && self.dimension_floor <= 50.0,
            "dimension_floor",
            "give points above 0 and up to 50, such as 1.0: a geometric mean knows no 0",
        )?;
        self.shrinkage.validate()?;
        self.uncertainty.validate()?;
        self.bands.validate()?;
        require(!self.dimensions.is_empty(), "dimension", "describe at least one [[dimension]]")?;
        let total: f64 = self.dimensions.iter().map(|dimension| dimension.weight).sum();
        require((total - 100.0).abs() < 1e-9, "dimension.weight", "make the weights of the dimensions sum to 100")?;
        let mut seen = std::collections::BTreeSet::new();
        for dimension in &self.dimensions {
            require(seen.insert(format!("dimension {}", dimension.id)), &dimension.id, "name every dimension once")?;
            dimension.validate()?;
            for indicator in &dimension.indicators {
                require(seen.insert(indicator.id.clone()), &indicator.id, "name every indicator once")?;
                indicator.validate()?;
            }
        }
        Ok(())
    }
}

impl Shrinkage {
    fn validate(&self) -> Result<()> {
        require(
            self.weakest > 0.0 && self.weakest <= self.strongest && self.strongest.is_finite(),
            "shrinkage.weakest",
            "give 0 < weakest ≤ strongest, such as 5 and 200",
        )?;
        require(self.peers >= 2, "shrinkage.peers", "give at least 2")
    }
}

impl Uncertainty {
    fn validate(&self) -> Result<()> {
        require((100..=100_000).contains(&self.draws), "uncertainty.draws", "give 100 to 100000 draws")?;
        require(
            (0.0..1.0).contains(&self.weight_spread),
            "uncertainty.weight_spread",
            "give a share from 0 to below 1",
        )?;
        let [low, high] = self.interval;
        require(
            0.0 < low && low < high && high < 1.0,
            "uncertainty.interval",
            "give two percentiles between 0 and 1, such as [0.05, 0.95]",
        )?;
        require(self.tie > 0.0 && self.tie < 0.5, "uncertainty.tie", "give a share between 0 and 0.5")?;
        require(self.verdict > 0.5 && self.verdict < 1.0, "uncertainty.verdict", "give a share between 0.5 and 1")
    }
}

impl Bands {
    fn validate(&self) -> Result<()> {
        require(
            100.0 >= self.a && self.a > self.b && self.b > self.c && self.c > self.d && self.d > 0.0,
            "bands",
            "give falling bounds 100 ≥ A > B > C > D > 0",
        )
    }
}

impl Dimension {
    fn validate(&self) -> Result<()> {
        let key = |name: &str| format!("dimension `{}`, key `{name}`", self.id);
        require(is_identifier(&self.id), &key("id"), "use lower-case Latin letters, digits and _")?;
        require(self.weight > 0.0 && self.weight.is_finite(), &key("weight"), "give a weight above 0")?;
        require(
            !self.indicators.is_empty(),
            &key("indicator"),
            "give the dimension at least one [[dimension.indicator]]",
        )
    }
}

impl Indicator {
    fn validate(&self) -> Result<()> {
        let key = |name: &str| format!("indicator `{}`, key `{name}`", self.id);
        require(
            is_identifier(&self.id),
            &key("id"),
            "use lower-case Latin letters, digits and _, as in the name of its query",
        )?;
        if self.kind != Kind::Mean {
            for (name, value) in [("floor", self.floor), ("target", self.target)] {
                require((0.0..=100.0).contains(&value), &key(name), "give per cent, 0 to 100")?;
            }
        }
        let rising = self.direction == Direction::Up;
        require(
            self.floor.is_finite()
                && self.target.is_finite()
                && self.floor != self.target
                && (self.floor < self.target) == rising,
            &key("target"),
            "put the target above the floor (direction \"up\") or below it (direction \"down\")",
        )?;
        require(self.eligible_from >= 1.0, &key("eligible_from"), "give 1 or more")?;
        if let Some(debt) = &self.debt {
            for (name, text) in [("debt.az", &debt.az), ("debt.en", &debt.en)] {
                require(text.contains("{count}"), &key(name), "say how many with {count}")?;
            }
        }
        Ok(())
    }
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn require(holds: bool, key: &str, remedy: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::usage(format!("the model of the index: bad value at `{key}`")).hint(remedy)) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn builtin() -> Model {
        Model::parse(include_str!("../../../queries/scores/model.toml"), "scores/model.toml").unwrap()
    }

    #[test]
    fn the_builtin_model_is_the_published_one() {
        let model = builtin();
        assert_eq!(model.version, "QKİ-1");
        assert_eq!(model.dimensions.iter().map(|d| d.weight).collect::<Vec<_>>(), [20.0, 20.0, 30.0, 20.0, 10.0]);
        assert_eq!(model.dimensions.iter().map(|d| d.indicators.len()).collect::<Vec<_>>(), [3, 3, 4, 3, 4]);
        let posts: Vec<_> = model.indicators().map(|(_, i)| (i.floor, i.target)).collect();
        assert_eq!(
            posts,
            [
                (80.0, 98.0),
                (80.0, 98.0),
                (85.0, 99.0),
                (60.0, 95.0),
                (50.0, 100.0),
                (50.0, 95.0),
                (60.0, 95.0),
                (70.0, 98.0),
                (70.0, 100.0),
                (80.0, 100.0),
                (80.0, 96.0),
                (40.0, 80.0),
                (3.0, 4.7),
                (0.0, 100.0),
                (50.0, 100.0),
                (50.0, 100.0),
                (80.0, 100.0),
            ]
        );
    }

    #[test]
    fn a_fault_names_its_key_and_the_remedy() {
        let good = include_str!("../../../queries/scores/model.toml");
        for (from, to, said) in [
            ("weight = 30.0", "weight = 31.0", "dimension.weight"),
            ("minimum_weight = 0.6", "minimum_weight = 60", "minimum_weight"),
            ("draws = 1000", "draws = 10", "uncertainty.draws"),
            ("floor = 40.0", "floor = 90.0", "indicator `resolved_or_assigned`, key `target`"),
            ("id = \"mean_rating\"", "id = \"figures_match\"", "figures_match"),
            ("B = 70.0", "B = 90.0", "bands"),
        ] {
            let text = good.replacen(from, to, 1);
            assert_ne!(text, good, "{from}");
            let report = Model::parse(&text, "scores/model.toml").unwrap_err().report();
            assert!(report.contains("loading `scores/model.toml`"), "{report}");
            assert!(report.contains(said) && report.contains("hint:"), "{said}: {report}");
        }
        let report = Model::parse(&good.replacen("tie =", "ties =", 1), "m").unwrap_err().report();
        assert!(report.contains("unknown field `ties`") && report.contains("line"), "{report}");
        assert_eq!(Model::parse("", "m").unwrap_err().exit_code(), 2);
    }
}
