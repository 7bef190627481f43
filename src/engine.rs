//! [`Engine`]: packs loaded, texts in, verdicts out.

use crate::error::{Error, MAX_TEXT_UTF16};
use crate::judge::{self, Category, Context, Dismissed, Preset, Verdict};
use crate::model::{Model, Reason, Scratch};
use crate::pack;
use crate::personal::{self, Ignored, Personal, USER_CATEGORY, USER_RULES, USER_WHY, UserWord, Words};
use crate::scan::{self, Scanner};
use crate::text::Folder;
use crate::verdict::Finding;

/// The model's name in the list of packs.
const MODEL: &str = "model";

/// What a finding's rule index stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// The rule's id, for example `zh.insult.stupid`.
    pub id: String,
    /// The message key that explains it, for example `insult.intelligence`.
    pub why: String,
    /// What the rule is about.
    pub category: Category,
}

/// A loaded pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackInfo {
    /// The pack's name, for example `zh`.
    pub name: String,
    /// Its version, for example `2026.11.1`.
    pub version: String,
}

impl PackInfo {
    /// What a compiled pack, or a model, is called. Reads all of it. Cost: linear in its size.
    ///
    /// # Errors
    /// Neither a pack nor a model, damaged, or of another format version.
    pub fn of(bytes: &[u8]) -> Result<Self, Error> {
        if Model::recognises(bytes) {
            return Ok(Self { name: MODEL.into(), version: Model::decode(bytes)?.version });
        }
        let pack = pack::decode(bytes)?;
        Ok(Self { name: pack.name, version: pack.version })
    }
}

/// Where an update goes that may be taken: see [`Engine::place_update`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place of the running pack among the files that the engine was made of.
    pub file: usize,
    /// The pack that runs.
    pub running: PackInfo,
    /// The one that takes its place.
    pub update: PackInfo,
    /// When the update expires, in seconds since the epoch.
    pub expires: u64,
}

/// Packs, ready to read texts. Buffers are kept between texts, so checking needs `&mut`.
#[derive(Debug)]
pub struct Engine {
    preset: Preset,
    rules: Vec<RuleInfo>,
    packs: Vec<PackInfo>,
    /// Which of the files given each of `packs` is.
    places: Vec<usize>,
    folder: Folder,
    scanner: Scanner,
    model: Option<Model>,
    model_error: Option<Error>,
    scratch: Scratch,
    words: Option<Words>,
    dismissed: Dismissed,
}

impl Engine {
    /// Loads compiled packs, and a model if one is among them. Cost: milliseconds, linear in their size.
    ///
    /// A model that cannot be read does not stop the rules: the engine runs on them alone, lists the model without a
    /// version in [`packs`](Self::packs) and gives the reason in [`model_error`](Self::model_error).
    ///
    /// # Errors
    /// A pack that is not one, is damaged, or is of another format version.
    pub fn new(files: &[&[u8]], preset: Preset) -> Result<Self, Error> {
        let (models, mut places): (Vec<usize>, Vec<usize>) =
            (0..files.len()).partition(|at| Model::recognises(files[*at]));
        let packs = places.iter().map(|at| pack::decode(files[*at])).collect::<Result<Vec<_>, _>>()?;
        let mut infos: Vec<PackInfo> =
            packs.iter().map(|p| PackInfo { name: p.name.clone(), version: p.version.clone() }).collect();
        let (model, model_error) = match models.last().map(|at| Model::decode(files[*at])) {
            Some(Ok(model)) => (Some(model), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        if let Some(model) = &model {
            infos.push(PackInfo { name: MODEL.into(), version: model.version.clone() });
        } else if let Some(error) = &model_error {
            infos.push(PackInfo { name: MODEL.into(), version: error.code().into() });
        }
        places.extend(models.last());
        let scanner = Scanner::new(packs);
        let of_packs = scanner.rules().iter();
        let of_packs = of_packs.map(|r| RuleInfo { id: r.id.clone(), why: r.why.clone(), category: r.category });
        let of_user = |id: &str| RuleInfo { id: id.into(), why: USER_WHY.into(), category: USER_CATEGORY };
        let rules = of_packs.chain(USER_RULES.into_iter().map(of_user)).collect();
        Ok(Self {
            preset,
            rules,
            packs: infos,
            places,
            folder: Folder::new(),
            scanner,
            model,
            model_error,
            scratch: Scratch::default(),
            words: None,
            dismissed: Dismissed::default(),
        })
    }

    /// Takes the person's words and dismissals in place of those before. Gives back the words and the dismissals that
    /// cannot be used. Cost: milliseconds for ten thousand.
    pub fn set_personal(&mut self, personal: &Personal) -> (Vec<Ignored>, Vec<Ignored>) {
        let (words, unfit_words) = Words::new(&personal.words);
        self.words = (!personal.words.is_empty()).then_some(words);
        let index = |id: &str| self.rules.iter().position(|r| r.id == id).map(|at| at as u32);
        let (dismissed, unfit) = personal::dismissals(&personal.dismissed, index);
        self.dismissed = dismissed;
        (unfit_words, unfit)
    }

    /// The model's features of a text and how far each moved its opinion, the strongest first; none without a model, or of
    /// a text that is too long. For people who mend rules and cases: no check needs it. Cost: linear in the text.
    pub fn reasons(&mut self, text: &str) -> Vec<Reason> {
        match &self.model {
            Some(model) if fits(text).is_ok() => model.reasons(self.folder.fold(text)),
            _ => Vec::new(),
        }
    }

    /// Why the model that was given could not be read.
    pub const fn model_error(&self) -> Option<&Error> {
        self.model_error.as_ref()
    }

    /// The rules that [`Finding::rule`](crate::judge::Finding::rule) indexes.
    pub fn rules(&self) -> &[RuleInfo] {
        &self.rules
    }

    /// The loaded packs.
    pub fn packs(&self) -> &[PackInfo] {
        &self.packs
    }

    /// Whether a pack whose signature was found good may take the place of the one of its name that runs, and where that one
    /// is. Nothing changes here: make another engine with the new file, and use this one until that is there.
    ///
    /// `trusted_comment` is the comment that was signed with it: it names when the pack expires. `now` is in milliseconds
    /// since the epoch; `None` stands for a pack that was taken before it expired and kept since. Cost: linear in its size.
    ///
    /// # Errors
    /// Neither a pack nor a model, damaged, of another format version, expired, not newer, or of a name that does not run.
    pub fn place_update(&self, update: &[u8], trusted_comment: &str, now: Option<u64>) -> Result<Place, Error> {
        let update_info = PackInfo::of(update)?;
        let expires = pack::update::expiry(trusted_comment)?;
        if let Some(now) = now {
            pack::update::refuse_expired(expires, now)?;
        }
        let at = self.packs.iter().position(|pack| pack.name == update_info.name);
        let at = at.ok_or_else(|| Error::PackNotRunning { name: update_info.name.clone() })?;
        let running = self.packs[at].clone();
        if !pack::update::is_newer(&update_info.version, &running.version) {
            return Err(Error::PackNotNewer { found: update_info.version, running: running.version });
        }
        Ok(Place { file: self.places[at], running, update: update_info, expires })
    }

    /// The preset verdicts are made with.
    pub const fn preset(&self) -> Preset {
        self.preset
    }

    /// Whether a text still holds one of these phrases, as written or dressed up: both are folded, and the phrase is looked
    /// for in every view. So an edit that only hides a word is told from one that took it out. Cost: linear in the text.
    ///
    /// Phrases over 100 UTF-16 code units are not looked for.
    ///
    /// # Errors
    /// [`Error::TextTooLong`].
    pub fn still_says(&mut self, phrases: &[String], text: &str) -> Result<bool, Error> {
        fits(text)?;
        let word = |phrase: &String| UserWord { phrase: phrase.clone(), ..UserWord::default() };
        let (mut words, _) = Words::new(&phrases.iter().map(word).collect::<Vec<_>>());
        let Context { surface, relation, .. } = Context::default();
        Ok(!words.find(self.folder.fold(text), surface, relation).is_empty())
    }

    /// Reads one text. Cost: linear in its length.
    ///
    /// # Errors
    /// [`Error::TextTooLong`].
    pub fn check(&mut self, text: &str, context: &Context) -> Result<Verdict, Error> {
        fits(text)?;
        let views = self.folder.fold(text);
        let opinion = self.model.as_ref().and_then(|m| m.opinion(views, &mut self.scratch));
        let opinion = opinion.map_or_else(scan::Opinion::default, |o| scan::Opinion {
            probability: o.probability,
            start: o.start,
            end: o.end,
            distress: o.distress,
        });
        let scan = self.scanner.scan(views, opinion);
        let mut verdict = judge::judge(&scan, views, context, self.preset, &self.dismissed);
        if let Some(words) = &mut self.words {
            let first = (self.rules.len() - USER_RULES.len()) as u32;
            let hits = words.find(views, context.surface, context.relation);
            for hit in hits {
                let found = hit.finding(first);
                let place = |f: &Finding| (f.start, f.end, f.rule) < (found.start, found.end, found.rule);
                verdict.findings.insert(verdict.findings.partition_point(place), found);
            }
        }
        Ok(verdict)
    }
}

/// Refuses a text that is longer than any that is read.
fn fits(text: &str) -> Result<(), Error> {
    if text.len() <= MAX_TEXT_UTF16 {
        return Ok(());
    }
    let utf16 = text.chars().map(char::len_utf16).sum();
    if utf16 > MAX_TEXT_UTF16 { Err(Error::TextTooLong { utf16 }) } else { Ok(()) }
}
