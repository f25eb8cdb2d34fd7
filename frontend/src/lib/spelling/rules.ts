/**
 * Which of Harper's rules are on. It has some 900, and most are taste: on a real, clean issue they say
 * 83 things, and nearly all are names and house style. So a rule is on because it is named here: the
 * spelling of words, and mix-ups that nobody writes on purpose. What a person decides (Oxford commas,
 * dashes, compound nouns, capitals, long sentences) is the house style's, and a word said twice is
 * preflight's. LongSentences has to be off in any case: it hides every typo inside the sentence.
 */
export const RULES: ReadonlySet<string> = new Set(
  `
  SpellCheck The AnA
  ModalOf HadOf MayOfPronoun WouldNeverHave IfWouldve DoubleModal
  ItsContraction ItsPossessive ThereToTheir TheirToThere TheirToTheyre TheyreToTheir ThereOwn
  ToTooIdioms ToLoseTooLoose DoesOrDose HeDos SeamToSeem LetsConfusion
  Cant Didnt Theres CapitalizePersonalPronouns IAm
  AnAnother AnotherAn TheMy ThenThan DespiteOf UseToUsedTo SupposedTo AnotherThings
  BareInMind BatedBreath BoarderBorder StrikeChord BeckAndCall JustDeserts ScapeGoat SpinalChord WhetYourAppetite WreakHavoc
  ViceVersa SneakingSuspicion MootPoint NerveRacking AllIntentsAndPurposes AllOfASudden
  TongueInCheek OneFellSwoop FreeRein HungerPang CaseInPoint CuttingAgeEggcorn PeaceOfMind
  LikelyHood Monumentous StatuteOfLimitations UnitedOrganizations ToTheMannerBorn CoursingThroughVeins
  TransposedSpace DoNotWant EverySingleOneOf LastButNotLeast StateOfTheArt RealTrouper
  `
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** The linter's own settings with only those on. */
export const settingsOf = (rules: readonly string[]): Record<string, boolean> =>
  Object.fromEntries(rules.map((rule) => [rule, RULES.has(rule)]));
