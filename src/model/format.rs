//! The binary form of a model: `LYMD`, version (u16), CRC-32 of the rest (u32), then its own version (length, text),
//! unit and bias of each expert (i32 each), the calibration points (u16 each, curve by curve), and each
//! expert's features and weights ([`Sparse`]). Little-endian.

use super::{CURVES, Expert, Model, RANGE, STEP, Scale, Sparse};
use crate::error::Error;
use crate::pack::crc32;

/// The version this engine reads: it changes with the features.
pub const MODEL_VERSION: u16 = 5;

const MAGIC: &[u8; 4] = b"LYMD";
const HEADER: usize = 10;
const POINTS: usize = (2 * RANGE / STEP) as usize + 1;

pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Writes a model.
pub fn encode(model: &Model) -> Vec<u8> {
    let mut body = vec![model.version.len() as u8];
    body.extend(model.version.as_bytes());
    body.extend(model.scales.iter().flat_map(|s| [s.unit, s.bias]).flat_map(i32::to_le_bytes));
    body.extend(model.calibration.iter().flatten().flat_map(|p| p.to_le_bytes()));
    for weights in &model.weights {
        weights.encode(&mut body);
    }
    let mut out = MAGIC.to_vec();
    out.extend(MODEL_VERSION.to_le_bytes());
    out.extend(crc32(&body).to_le_bytes());
    out.extend(body);
    out
}

pub(super) fn decode(bytes: &[u8]) -> Result<Model, Error> {
    if !recognises(bytes) || bytes.len() < HEADER {
        return Err(Error::ModelNotRecognised);
    }
    let found = u16::from_le_bytes([bytes[4], bytes[5]]);
    if found != MODEL_VERSION {
        return Err(Error::ModelVersion { found, expected: MODEL_VERSION });
    }
    let body = &bytes[HEADER..];
    if u32::from_le_bytes([bytes[6], bytes[7], bytes[8], bytes[9]]) != crc32(body) {
        return Err(Error::ModelDamaged { detail: "its checksum does not match" });
    }
    let short = Error::ModelDamaged { detail: "its length is wrong" };
    let (length, rest) = body.split_first().ok_or(short.clone())?;
    let (version, rest) = rest.split_at_checked(usize::from(*length)).ok_or(short.clone())?;
    let (scales, rest) = rest.split_first_chunk::<{ 8 * Expert::ALL.len() }>().ok_or(short.clone())?;
    let (points, rest) = rest.split_at_checked(POINTS * 2 * CURVES).ok_or(short.clone())?;
    let (person, rest) = Sparse::decode(rest)?;
    let (group, rest) = Sparse::decode(rest)?;
    let (gate, rest) = Sparse::decode(rest)?;
    let (distress, rest) = Sparse::decode(rest)?;
    if !rest.is_empty() {
        return Err(short);
    }
    let calibration: Vec<u16> = points.chunks_exact(2).map(|p| u16::from_le_bytes([p[0], p[1]])).collect();
    if calibration.iter().any(|p| *p > 1000) {
        return Err(Error::ModelDamaged { detail: "a probability is above one" });
    }
    let numbers: Vec<i32> = scales.as_chunks().0.iter().map(|n| i32::from_le_bytes(*n)).collect();
    let scales = std::array::from_fn(|i| Scale { unit: numbers[2 * i], bias: numbers[2 * i + 1] });
    Ok(Model {
        version: String::from_utf8_lossy(version).into_owned(),
        weights: [person, group, gate, distress],
        scales,
        calibration: std::array::from_fn(|i| calibration[i * POINTS..(i + 1) * POINTS].to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        Model {
            version: "1".into(),
            weights: [1, 2, 3, 1].map(|n| {
                let bytes = [&[n, 0, 0, 0], [7; 3].get(..n.into()).unwrap(), &[n; 3][..n.into()]].concat();
                Sparse::decode(&bytes).unwrap().0
            }),
            scales: [
                Scale { unit: 3, bias: -7 },
                Scale { unit: 4, bias: 8 },
                Scale::default(),
                Scale { unit: 5, bias: 9 },
            ],
            calibration: std::array::from_fn(|i| vec![400 + i as u16; POINTS]),
        }
    }

    #[test]
    fn there_and_back() {
        assert_eq!(decode(&encode(&model())), Ok(model()));
    }

    #[test]
    fn damage_is_told_apart() {
        let good = encode(&model());
        let mut other = good.clone();
        other[4] = 9;
        assert_eq!(decode(&other), Err(Error::ModelVersion { found: 9, expected: MODEL_VERSION }));
        let mut flipped = good.clone();
        flipped[100] ^= 1;
        assert!(matches!(decode(&flipped), Err(Error::ModelDamaged { .. })));
        assert!(matches!(decode(&good[..good.len() - 1]), Err(Error::ModelDamaged { .. })));
        assert_eq!(decode(b"nonsense"), Err(Error::ModelNotRecognised));
    }
}
