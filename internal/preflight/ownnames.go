package preflight

// ownNames are first names, families and places that are one letter away from
// another one, so that each is right by itself; without accents.
var ownNames = listed("alan|allan|allen|allison|alison|alyson|amelia|emelia|anderson|andersen|anderssen|andersson|andrea|andreas|angelica|angelika|annette|anette|antonia|antonina|" +
	"bailey|baily|baldwin|barbara|barbera|barclay|berkeley|berkley|bernard|bertrand|beverley|beverly|blair|bourke|brady|bradley|brandon|branden|brendan|brenden|brennan|brian|bryan|bryon|" +
	"brooke|brooks|browne|burke|burns|byrne|byrnes|callaghan|callahan|cameron|campbell|carla|clara|carole|carrie|catherine|catharine|cathryn|charlotte|christian|christina|christine|" +
	"clarke|colin|collin|collins|connor|conner|connolly|connelly|conolly|cooke|coombes|craig|cristian|cristina|curtis|dawson|daniel|danielle|davies|davis|delaney|denis|dennis|denise|" +
	"dickson|dixon|donald|doherty|dougherty|douglas|douglass|duncan|edward|edwards|elisa|eliza|elisabeth|elizabeth|elliot|elliott|eliott|eliot|ericsson|erikson|eriksen|eriksson|" +
	"evans|evens|faulkner|falkner|fischer|fisher|fletcher|francis|frances|francois|franklin|frasier|fraser|frazer|frazier|gabriel|gabriela|gabriella|gallagher|gallaher|garcia|gardener|" +
	"gardiner|gardner|geoffrey|george|georges|georgia|georgina|gerard|gerald|gibbons|gibson|gilbert|gillian|gomes|gomez|gonzales|gonzalez|gonsalves|graham|grahame|greene|gregory|griffin|griffith|griffiths|" +
	"hansen|hanson|hansson|harald|harold|harris|harrison|hayden|haydn|heather|helen|helena|henderson|henrik|henrike|henning|hernandes|hernandez|hoffman|hoffmann|hofmann|hofman|holmes|horton|houghton|howard|hughes|" +
	"isabel|isabella|isabelle|izabel|jackson|jacob|jakob|jacobs|jacobsen|jacobson|jacobsson|jameson|jamieson|jansen|jansson|janssen|janson|jeffery|jeffrey|jensen|jenson|jennifer|jenifer|" +
	"joanna|johanna|johansen|johanson|johansson|johannsen|johnson|johnston|johnstone|jonson|jonsson|jordan|jordon|joseph|josephs|julian|juliana|julianna|julia|julie|julien|" +
	"karen|karin|karina|katharina|katharine|katherine|katarina|kathleen|keogh|keough|kehoe|kelly|kelley|kennedy|kerry|kirsten|kristen|kristin|kirstin|kristian|kristina|kristine|" +
	"larsen|larson|larsson|laura|laure|lauren|laurence|lawrence|lawson|layton|leighton|leonard|leonardo|lester|leicester|leslie|lesley|lewis|louis|lindsay|lindsey|lloyd|logan|london|lopes|lopez|lynne|lyons|" +
	"macdonald|madison|maddison|magnus|manuel|manuela|marcel|marcos|marcus|markus|margaret|margareta|maria|marian|mariana|marianna|marianne|mariane|marina|marion|marian|marin|martin|marten|martens|martina|martins|martinez|" +
	"martines|mason|mathew|mathews|mathias|matthew|matthews|matthias|mattias|maurice|mayer|meyer|meier|maier|megan|meghan|melanie|mendes|mendez|michael|michal|micheal|michel|michele|michelle|miguel|mikael|mikhail|miller|millar|" +
	"milner|mitchell|mohamed|mohammed|mohammad|muhammad|mohamad|monica|monika|moore|moran|morgan|morris|morrison|moreno|morton|munro|munroe|monroe|murphy|murray|natalia|natalie|nathalie|neill|neilson|nelson|newman|nichol|nicholas|nicolas|" +
	"nicola|nicole|nichole|nicholls|nichols|nicolson|nicholson|nielsen|nielson|nilsen|nilsson|nilson|niels|nunes|nunez|nuñes|olsen|olson|olsson|oliver|olivia|patrice|patricia|patrick|paterson|patterson|pattison|paula|pauline|pedersen|petersen|" +
	"peterson|pettersson|petersson|pearce|pierce|peirce|pereira|perreira|perez|peres|perry|phelps|philip|philips|philipp|philippe|phillip|phillips|pieter|pietro|porter|potter|powell|preston|rachel|rachael|raquel|ramirez|ramires|randall|rafael|" +
	"raphael|rebecca|rebekah|reynolds|richard|richards|roberts|robertson|robinson|robison|rodrigues|rodriguez|rogers|rodgers|roland|rolland|rosanna|roseanna|russel|russell|sanches|sanchez|sander|sanders|sandra|saunders|sarah|saskia|schmid|" +
	"schmidt|schmitt|schmitz|schneider|schroder|schroeder|schultz|schulz|schulze|shaun|shawn|sheila|simmonds|simmons|simone|simons|simonsen|simpson|simson|sinclair|slater|smith|smyth|smythe|snyder|sophia|sofia|sophie|sorensen|stefan|stefano|" +
	"stephan|stephane|stephanie|stefanie|stephen|stephens|stephenson|steven|stevens|stevenson|stewart|stuart|stuarts|sullivan|susan|susanna|susannah|susanne|suzanna|suzanne|svensen|svenson|svensson|swenson|taylor|tayler|teresa|theresa|thomas|thomsen|" +
	"thomson|thompson|thorsten|torsten|tomas|tracey|tracy|turner|vanessa|victor|viktor|victoria|viktoria|vincent|vicente|wallace|wallis|walker|walsh|walter|walters|warner|warren|watkins|watson|weber|webber|webster|wells|welsh|welch|werner|wharton|" +
	"whitaker|whittaker|willems|william|williams|williamson|wilson|willson|winston|woods|wright|yvette|yvonne|" +
	"algeria|austria|australia|brest|bristol|brittany|britain|brisbane|cairo|carolina|chile|chili|colombia|columbia|congo|dominica|dublin|essex|gambia|zambia|georgia|genoa|geneva|ghana|guyana|guinea|hanover|hannover|harwich|iran|iraq|" +
	"ireland|iceland|jersey|kansas|arkansas|korea|lagos|latvia|leeds|libya|lyon|madrid|malaga|mali|malawi|malta|marseille|mersey|milan|moldova|monaco|morocco|munich|naples|niger|nigeria|norfolk|norway|oman|orleans|oxford|panama|" +
	"paris|parish|parma|palma|perth|porto|rhodes|rwanda|samoa|savoy|siena|sienna|sierra|slovakia|slovenia|spain|stirling|sterling|suffolk|surrey|sussex|sweden|syria|assyria|texas|tirana|toledo|tonga|torquay|tours|tunis|tunisia|turin|turkey|" +
	"valencia|venice|verona|vienna|vietnam|wales|warwick|westminster|worcester|york|yorkshire|zagreb|zurich")

// everydayWords are nouns that stand with a capital in the names of offices,
// firms and works, and everydayEnds what others of them end in: where one is a
// letter away from a name, both may be meant.
var (
	everydayWords = listed("academy|agency|album|angel|animal|annual|april|archive|army|atlas|august|award|basin|beach|bible|black|block|board|books|borough|brand|bread|bridge|broad|brown|budget|build|cabin|canal|candle|cape|capital|" +
		"castle|center|centre|central|chair|chapel|chapter|charter|chief|child|church|circle|civic|class|clean|clerk|clock|cloud|coast|college|comic|common|commons|congress|corner|council|county|court|cover|craft|crane|crown|cycle|daily|dance|" +
		"death|defence|defense|delta|digital|doctor|dragon|dream|drive|earth|eastern|economy|editor|eight|election|empire|energy|estate|event|faith|family|farm|fashion|father|federal|festival|field|finance|first|fleet|flora|force|forest|forum|found|" +
		"foundation|frame|friday|friend|friends|front|future|gallery|garden|gardens|gates|gazette|general|ghost|giant|global|golden|grand|grant|grants|great|green|group|guard|guide|harbor|harbour|hardy|health|heart|herald|heritage|hill|history|" +
		"holiday|holland|holly|honor|honour|horse|hospital|hotel|house|houses|human|image|index|inner|institute|island|islands|january|journal|judge|juice|junior|justice|kings|knight|labor|labour|ladies|lakes|league|letter|letters|level|liberal|" +
		"library|license|licence|light|lights|limited|little|local|lodge|lower|magazine|major|manor|march|marine|market|marsh|master|matter|medal|media|medical|member|metal|metro|middle|might|mills|minister|minor|model|modern|monday|money|month|" +
		"moral|mother|motor|mount|mountain|mouse|movie|museum|music|nation|nations|native|nature|night|noble|north|northern|novel|ocean|office|official|olive|opera|orange|order|outer|owner|palace|panel|paper|parade|park|parks|party|peace|people|" +
		"phase|phone|photo|piano|pilot|place|plain|plains|planet|plant|plaza|point|police|policy|popular|power|press|price|prince|princess|prime|print|prize|program|project|public|queen|queens|quiet|radio|ranch|range|reader|record|region|report|" +
		"review|right|river|rivers|royal|rules|saint|saints|sanders|saturday|scale|school|science|scout|season|second|section|senate|senior|series|shadow|shell|shore|silver|simple|small|social|society|solar|sound|south|southern|space|special|spirit|" +
		"sport|sports|spring|square|stage|standard|star|stars|state|states|station|steel|stone|store|storm|story|street|studio|study|summer|summit|sunday|super|supreme|table|tales|talk|tax|team|temple|theater|theatre|third|three|tiger|times|title|today|" +
		"tower|towers|track|trade|trail|train|treasury|treaty|tribune|trinity|trust|truth|tuesday|tunnel|union|united|unity|upper|urban|valley|value|victory|village|virgin|vision|voice|volume|waste|watch|water|waters|weekly|welcome|western|wheel|white|" +
		"window|winter|woman|women|world|worlds|writer|young|youth")
	everydayEnds = []string{
		"tion", "sion", "ment", "ence", "ance", "ense", "ness", "ship", "ings", "ical", "able", "ible", "ally", "ately", "ously", "aire", "logy", "graphy", "ality", "ility", "ivity",
		"ised", "ized", "ising", "izing", "elled", "elling", "eller", "ellers", "elers", "eling", "ation", "ations", "ians", "ists", "isms",
	}
)
