//! Reads the kinds of PNG that `pdftoppm -gray` writes: 8 bits a channel, not interlaced, grey or grey as RGB.

use std::io::Read;

pub struct Grey {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

pub fn decode(file: &[u8]) -> Grey {
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let (width, height) = (number(16), number(20));
    let channels = match file[24..29] {
        [8, 0, 0, 0, 0] => 1,
        [8, 2, 0, 0, 0] => 3,
        ref kind => panic!("not a PNG of pdftoppm: {kind:?}"),
    };
    let (mut packed, mut at) = (Vec::new(), 8);
    while at < file.len() {
        let length = number(at);
        if &file[at + 4..at + 8] == b"IDAT" {
            packed.extend_from_slice(&file[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    let mut raw = Vec::new();
    flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_end(&mut raw).unwrap();
    // The channels of a grey pixel are equal: one is enough.
    let pixels = unfilter(&raw, width * channels, height, channels).into_iter().step_by(channels).collect();
    Grey { width, height, pixels }
}

/// Undoes the filters of lines of `width` bytes, `step` bytes a pixel.
fn unfilter(raw: &[u8], width: usize, height: usize, step: usize) -> Vec<u8> {
    let mut pixels = vec![0u8; width * height];
    for y in 0..height {
        let line = &raw[y * (width + 1)..(y + 1) * (width + 1)];
        for x in 0..width {
            let left = if x >= step { pixels[y * width + x - step] } else { 0 };
            let up = if y > 0 { pixels[(y - 1) * width + x] } else { 0 };
            let corner = if x >= step && y > 0 { pixels[(y - 1) * width + x - step] } else { 0 };
            let guess = match line[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                _ => paeth(left, up, corner),
            };
            pixels[y * width + x] = line[x + 1].wrapping_add(guess);
        }
    }
    pixels
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let off = |candidate: u8| (estimate - i16::from(candidate)).abs();
    if off(left) <= off(up) && off(left) <= off(corner) {
        left
    } else if off(up) <= off(corner) {
        up
    } else {
        corner
    }
}
