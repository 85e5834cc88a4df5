//! In: the lines of a text that has lost its line ends. Out: its notice cut into number, addressees, sentences, signature, date and
//! title, which stand glued together above the first clause.

use super::{
    line::{Line, ends_sentence, trim},
    mark, mess,
};

/// Cuts the lines above the first label.
pub fn cut(lines: Vec<Line>) -> Vec<Line> {
    let first = lines.iter().position(|line| mark::label(&line.text).is_some_and(|f| !f.loose)).unwrap_or(lines.len());
    let names: Vec<String> =
        lines[..first].iter().flat_map(|line| mark::names_in(&line.text)).map(str::to_owned).collect();
    let mut out = Vec::new();
    for (i, line) in lines.into_iter().enumerate() {
        if i >= first || line.length() < 40 {
            out.push(line);
            continue;
        }
        let pieces = pieces(&line.text, &names);
        for (k, piece) in pieces.iter().enumerate() {
            out.push(Line { gap: if k == 0 { line.gap } else { 0 }, ..line.with(piece) });
        }
    }
    out
}

fn pieces(text: &str, names: &[String]) -> Vec<String> {
    let mut cuts = Vec::new();
    let mut at = 0;
    if let Some(end) = mark::number_at_start(text) {
        cuts.push(end);
        at = end;
    }
    if let Some(end) = addressees(&text[at..]) {
        cuts.push(at + end);
    }
    let mut after = 0;
    for (start, end) in dates(text) {
        let Some(body) = signature(&text[..start]) else { continue };
        cuts.extend([body, start, end]);
        after = end;
    }
    let openness = bracket_end(&text[after..]).map(|end| after + end);
    let title_from = openness.unwrap_or(after);
    cuts.extend(openness);
    if after == 0 {
        // Without a signature the title stands after the last sentence.
        if let Some(stop) =
            text.rfind('。').map(|i| i + '。'.len_utf8()).filter(|stop| mark::is_title(trim(&text[*stop..])))
        {
            cuts.push(stop);
        }
    } else if let Some(end) = title(&text[title_from..], names) {
        cuts.push(title_from + end);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::new();
    let mut start = 0;
    for end in cuts.into_iter().chain([text.len()]) {
        let piece = trim(&text[start..end]);
        if !piece.is_empty() {
            out.push(piece.to_owned());
        }
        start = end;
    }
    out
}

/// Dates as byte ranges of the text itself.
fn dates(text: &str) -> Vec<(usize, usize)> {
    let plain = mark::plain_digits(text);
    let at = |byte: usize| {
        let chars = plain[..byte].chars().count();
        text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i)
    };
    mark::dates(&plain).into_iter().map(|found| (at(found.range.start), at(found.range.end))).collect()
}

/// Where the bodies that sign begin: names of bodies and nothing else since the last sentence.
fn signature(before: &str) -> Option<usize> {
    let start = before
        .rfind(['。', '：', '！', '）', '；'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
    // A bracket may belong to the name: 政务服务中心(市民之家).
    let name = trim(&before[start..]);
    (name.chars().count() <= 160 && !super::issuer::bodies(name).is_empty())
        .then(|| before.len() - before[start..].trim_start().len())
}

/// 各市…局，厅属各单位：
fn addressees(text: &str) -> Option<usize> {
    let colon = text.find(['：', ':'])?;
    let head = &text[..colon];
    let whom =
        head.starts_with(['各', '有']) || head.contains("各单位") || head.contains("各部门") || head.contains("，各");
    (head.chars().count() <= 200 && whom && !head.contains('。'))
        .then(|| colon + text[colon..].chars().next().map_or(0, char::len_utf8))
}

/// （此件公开发布）
fn bracket_end(text: &str) -> Option<usize> {
    let close = text.starts_with(['（', '(']).then(|| text.find(['）', ')']))??;
    let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
    mess::is_openness(&text[..end]).then_some(end)
}

/// The end of the title a text begins with.
fn title(text: &str, names: &[String]) -> Option<usize> {
    for name in names {
        if let Some(rest) = text.strip_prefix(name.as_str()) {
            let bracket = ["（试行）", "(试行)", "（暂行）", "(暂行)"]
                .iter()
                .find(|b| rest.starts_with(**b))
                .map_or(0, |b| b.len());
            return Some(name.len() + bracket);
        }
    }
    if mark::is_title(trim(text)) {
        return Some(text.len());
    }
    // A title of a kind that the preamble follows: …办法为规范…
    ["为了", "为", "根据", "按照", "依据"]
        .iter()
        .filter_map(|lead| text.find(lead))
        .filter(|i| mark::is_title(&text[..*i]))
        .min()
        .filter(|i| !ends_sentence(&text[..*i]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glued_notice_falls_into_its_parts() {
        let text = "冀人社规〔2022〕10号各市人力资源和社会保障局，厅属各单位：《值班管理办法》已经审议通过，现印发给你们，请认真贯彻落实。河北省人力资源和社会保障厅2024年7月9日（此件主动公开）值班管理办法";
        assert_eq!(
            pieces(text, &["值班管理办法".into()]),
            [
                "冀人社规〔2022〕10号",
                "各市人力资源和社会保障局，厅属各单位：",
                "《值班管理办法》已经审议通过，现印发给你们，请认真贯彻落实。",
                "河北省人力资源和社会保障厅",
                "2024年7月9日",
                "（此件主动公开）",
                "值班管理办法"
            ]
        );
    }
}
