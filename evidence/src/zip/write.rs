use super::{CENTRAL, END, LOCAL, VERSION, shared_fields};

/// Writes a ZIP with these entries in this order. Names are short ASCII; all of it must stay below 4 GB.
pub fn write(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let size: usize = entries.iter().map(|(name, data)| 76 + 2 * name.len() + data.len()).sum();
    let mut out = Vec::with_capacity(size + 22);
    let mut central = Vec::new();
    for (name, data) in entries {
        let fields = shared_fields(name, data);
        let offset = out.len() as u32;
        out.extend(LOCAL);
        out.extend(fields);
        out.extend(name.as_bytes());
        out.extend(*data);
        central.extend(CENTRAL);
        central.extend(VERSION.to_le_bytes());
        central.extend(fields);
        // Comment length, disk, internal and external attributes.
        central.extend([0; 10]);
        central.extend(offset.to_le_bytes());
        central.extend(name.as_bytes());
    }
    let (start, count) = (out.len() as u32, entries.len() as u16);
    out.extend(&central);
    out.extend(END);
    out.extend([0; 4]); // disks
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((central.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]); // comment
    out
}
