
## Dates

# Beside a chosen date. year is 1940; month and day are two of the messages below; at most 14 characters.
date-lunar = 农历{ $year }年{ $month }{ $day }
    .spoken = 农历{ $year_said }年{ $month }{ $day_said }
# Buttons of the lunar calendar. animal is 0 for the year of the rat.
date-lunar-year = { $number }年，属{ $animal ->
    [0] 鼠
    [1] 牛
    [2] 虎
    [3] 兔
    [4] 龙
    [5] 蛇
    [6] 马
    [7] 羊
    [8] 猴
    [9] 鸡
    [10] 狗
   *[11] 猪
}
date-lunar-month = { $leap ->
    [yes] 闰
   *[no] {""}
}{ $number ->
    [1] 正
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
    [11] 冬
   *[12] 腊
}月

## Keys at the bottom of a page

# Left key on most pages. Up to 4 characters.
key-back = 返回
# Right key of a question. Up to 6 characters. Not read out: it stands on every question.
key-next = 下一步
    .spoken = { "" }
# Right key while one answer is changed from the review. Up to 8 characters.
key-change-done = 改好了
# Middle key of an optional question. Up to 4 characters.
key-skip = 跳过
# Middle key of a question one need not know. Up to 8 characters.
key-dont-know = 不知道，跳过
# Right key under something to read. Up to 6 characters.
key-understood = 知道了
# Name of the erase key of a keypad. Up to 4 characters.
key-erase = 删除
# Name of the decimal point key. Up to 4 characters.
key-point = 点
# Button beside personal words: reads them aloud, because the visitor asks. Up to 8 characters.
read-aloud = 念给我听
# Key that closes a panel of the dock. Up to 6 characters.
panel-close = 好了，关上

## Standby

# Heading of the standby screen; hall is the hall's name.
standby-heading = { $hall }
# Below it. One sentence or two.
standby-lead = 点一下屏幕就开始。慢慢来，不着急。
# Under the pictogram of a hand.
standby-picture = 字大，会说话，能手写
# The one key of the standby screen.
standby-start = 点这里开始

## Home

# Heading of the home screen.
home-heading = 您好，请问办什么？
# Below it.
home-lead = 用手指点一下。点错不要紧，随时能退回来。
# Tile: apply. Up to 6 characters.
home-apply = 办事
# About it. Up to 14 characters.
home-apply-about = 补贴、证件、社保、医保
# Tile: progress.
home-progress = 查进度
# About it.
home-progress-about = 看我的事办到哪了
# Tile: help someone else.
home-for-other = 帮别人办
# About it.
home-for-other-about = 给家里人、街坊代办
# Tile: go on with a kept draft.
home-resume = 接着办
# About it.
home-resume-about = 上回没填完的，接着填

## Services

# Heading of the page of categories.
categories-heading = 办哪一类的事？
# Below it.
categories-lead = 先选一类。找不到，就点“搜一搜”。
# On a category's tile; count is the number of services in it.
categories-count = { $count }件事 
    .spoken = 里面有{ $count }件事
# Tile that opens the search.
categories-search = 搜一搜
# About it.
categories-search-about = 写字或按拼音头一个字母
# Below the heading of a category's page.
services-lead = 点一件，先看要带什么，再决定办不办。

# Heading of the search.
search-heading = 想找什么事？
# Below it.
search-lead = 按拼音的头一个字母，或者手写。比如低保，按D和B。
# Label of the search field.
search-label = 要找的
# Right key of the search.
search-find = 找一找
# Heading over what was found.
search-found = 找到这些
# Said when services were found; count is how many, titles are their names.
search-count = 找到{ $count }件：{ $titles }。
# Nothing was found.
# Nothing was typed or written.
search-nothing-typed = 请先按字母，或者写一两个字。
# Below the heading of what was found; query is what was typed.
search-looked-for = 您找的是：{ $query }
search-none = 没找到。换个说法再试试，或者点“找人帮”。
# Button under the results.
search-again = 重新找

## The page of a service

# Below the title: official name and minutes.
service-lead = 正式名称：{ $title }。填一遍大概{ $minutes }分钟。
# Right key of the page.
service-begin = 现在就办
# The same when its form is open already.
service-go-on = 接着填
# Button that prints or shows the list of papers.
service-take-home = 把要带的东西打出来
# Labels of the twelve facts. Up to 10 characters each.
service-who = 谁能办
service-bring = 要带什么
service-how-long = 多久办好
service-cost = 要不要钱
service-result = 办好给什么
service-visits = 要跑几趟
service-steps = 怎么办下来
service-where = 在哪里收
service-office = 哪个部门管
service-law = 依据
service-phone = 问事打哪里
service-complain = 不满意找谁
# No papers are needed.
service-no-papers = 不用带纸。
# How often one must come; count may be 0.
service-visits-count = { $count ->
    [0] 一趟都不用跑。
   *[other] 要跑{ $count }趟。
}
# promise and law are spans of time such as 15个工作日.
service-time = 我们答应：{ $promise }。法律规定最长：{ $law }。
# Instead of a span of time.
service-at-once = 当场办好
# Beside 多久办好: a number of working days, then of calendar days.
service-days-working = { $days }个工作日
service-days-calendar = { $days }天
# Beside 要不要钱: an amount of money.
service-yuan = { $amount }元
# A line of the price list. amount is one of the two above and below.
service-fee = { $name }{ $amount }
# It costs nothing.
service-free = 不要钱。
# In place of an amount the region sets.
service-region-sets = （以当地公布为准）
# In place of a phone number the region has not set.
service-ask-hall = 请问大厅工作人员
# After a paper's name: not always needed.
need-optional = 有就带
# After a paper's name: may be brought later.
need-later = 没带可以后补

# Heading of the take-home list.
checklist-heading = 要带的东西
# Below it.
checklist-lead = 可以打一张带走，也可以用手机扫下面的码。
# Right key.
checklist-print = 打一张
# What became of a print; also said.
print-printed = 打好了，请拿好。
print-paper-out = 打印机没纸了。请看屏幕，或者请工作人员加纸。
print-printer-missing = 打印机不能用。请看屏幕，也可以拍下来。

## Questions

# Step bar.
step-of = 第{ $number }步，共{ $total }步
    .spoken = 第{ $number }步，共{ $total }步
# A question inside a repeat; number counts people or papers.
ask-in-repeat = 第{ $number }个：{ $label }
# A required answer is missing.
ask-required = 这一项要填。填好再点下一步。
# The same where answers are chosen.
ask-required-choice = 请选一个，再点下一步。
# An answer is refused and the form has no sentence of its own.
ask-check = 好像不太对，请再看一遍。
# Said before three or more things to touch; count is how many there are. Never drawn.
count-of = 一共{ $count }个。
# The same before answers, of which one or several are chosen; then is the key that leads on.
count-choose = 一共{ $count }个，选一个，再点“{ $then }”。
count-several = 一共{ $count }个，可以多选，再点“{ $then }”。
# One answer of three or more; number is a small number in words, label the answer.
choice-item = { $label }
    .spoken = 第{ $number }个，{ $label }
# Said in place of a sensitive answer that was touched; number as above.
choice-nth = 第{ $number }个
# Told to screen readers after an answer; both are small numbers; up to 10 characters.
choice-place = 第{ $place }个，共{ $count }个
# Said after the answer that is chosen already.
choice-chosen = 现在选的是这个
# Said when keys move the focus: what the part is for, and whether an answer is chosen.
focus-key = 按键
focus-one = 单选
focus-several = 可以多选
focus-not-chosen = 还没选
# In simple words: an answer said with its number and with what its picture shows.
simple-item = { $label }
    .spoken = 第{ $number }个，画着{ $picture }的，{ $label }
# Key beside the heading that says the page once more. Three characters.
simple-again = 听一听
# Right key of a question that takes one answer. Up to 4 characters.
simple-choose = 就选这个
# Said after all the answers.
simple-how = 点一下，听一听。再点一下，就选它。
# Said when an answer was touched for the first time; said is the answer.
simple-heard = { "" }
    .spoken = { $said }。要这个，就再点一下。
# Said instead of the digit, letter or character in focus where others would hear what is entered.
focus-digit = 数字键
focus-letter = 字母键
focus-stroke = 笔画键
focus-candidate = 认出来的字
# Said when an answer was marked; label is the answer.
choice-on = 选了：{ $label }
# Said when a mark was taken off.
choice-off = 不选了：{ $label }
# Last sentence below a question. example is made up, at most 25 characters.
ask-example = 比如：{ $example }。
# Below the first question written by hand, and said when the writing box is opened.
writing-hint = 写一个字，再点认出来的字。
# An empty field, said.
entry-empty = 还没有填
# Said instead of a sensitive value or a person's number; count of characters so far.
entry-count = 已填{ $count }位
# Said instead of words that were written before, such as an address; count of characters.
entry-written = 已写{ $count }个字
# Said instead of the characters that come up for the ink, when others are asked for.
writing-others = 换了一批字，请看屏幕
# Said instead of words of a form that hold a name.
ask-hushed = 这里写着名字，没有念出来。要听，请按语音，再按念给我听。
# Said when the keys of pinyin or of strokes are opened.
spelling-hint-pinyin = 按拼音，再点要的字。只按头一个字母也行。
spelling-hint-strokes = 一笔一笔按，再点要的字。
# Key that goes on to another way to spell sounds, and what is said of each way. Three characters.
spelling-other-way = 换拼法
spelling-way-usual = 普通话拼音
spelling-way-accented = 带口音的拼音。卷舌平舌、前鼻音后鼻音不分，也找得到。
spelling-way-cantonese = 粤语拼音，不用按声调
# Nothing is spelled so.
spelling-nothing = 没有这样拼的字。请按删除，改一改。
# So many keys were pressed that a character must be picked first.
spelling-full = 先点一个字，再接着按。
spelling-hint-code-point = 请按这个字的统一码，四到六位，再点字。
# An address: places below the hall's own, then the number of the house.
address-choose = 点住的地方，后面再按门牌号。
address-find = 按地名拼音的头一个字母，再点地方。
address-elsewhere = 不在这里
address-list = 一级一级选
address-again = 重选地方
address-country = 全国
# An answer of a known list: ethnic group, bank, nationality.
list-choose = 找到了点一下；没有，就自己写。
list-find = 按拼音的头一个字母，再点要选的。
list-whole = 看全部
list-again = 从头选
# Ways to an address or an answer other than touching it in a list. Up to 5 characters.
lookup-write = 自己写
lookup-by-letters = 按字母找
# A whole name written at once in a box of three slots. The first is a key, up to 5 characters.
entry-use-whole-name = 写全名
whole-name-hint = 一格写一个字。写错的，点下面别的字换。
whole-name-box = 写名字的三个格
# Name of a candidate, for screen readers. number is the slot's, sign the character.
whole-name-candidate = 第{ $number }格{ $sign }
# A character of a name that nothing here can write is photographed; a square stands in its place.
# The key is up to 6 characters.
unlisted-photograph = 没有，拍照
unlisted-heading = 请把名字拍下来
unlisted-lead = 身份证、户口本上的都行。这个字先用方块代替，工作人员照着照片补上，不耽误办事。
unlisted-no-camera = 摄像头不能用。这个字先用方块代替，工作人员会看您的证件。
unlisted-without = 先用方块代替
unlisted-done = 放了一个方块，工作人员会补上这个字。
# Looking a character up by its radical.
radicals-strokes = { $count }画
radicals-ask-strokes = 这个字的部首是几画？
radicals-ask-radical = 是哪个部首？
radicals-ask-rest = 除了部首，还有几画？
radicals-ask-sign = 是哪个字？
# 下一步 was pressed while keys stand for which nothing was picked.
spelling-unfinished = 有几个字母还没变成字。请点要的字，或者按删除。
# The input method stopped working.
spelling-gone = 拼音和笔画现在用不了。写好的都在，请用别的办法写。
# Keys of the strokes, shown behind their sign. One character.
stroke-heng = 横
stroke-shu = 竖
stroke-pie = 撇
stroke-dian = 点
stroke-zhe = 折
# Said after the last character was erased.
entry-erased = 删了一个
# The check digit does not fit; shown once for a number.
entry-doubtful = 号码好像有一位不对，请对着卡面再看一遍。没错就再点一次“下一步”。
# No more characters fit.
entry-full = 最多{ $count }个，已经填满了
# Switches between ways to write.
entry-use-handwriting = 用手写
entry-use-pinyin = 按拼音
entry-use-radicals = 按部首
entry-use-code-point = 按编码
entry-use-strokes = 按笔画
entry-use-digits = 按数字
entry-use-letters = 按字母

# Said instead of a sensitive day, as far as it is chosen.
date-hushed = 选上了
# Field that shows the date so far.
date-chosen = 选的日子
# No part of the date is chosen.
date-empty = 还没有选
# Buttons of the date steps; number is a year, month or day.
date-decade = { $number }年起
# Ages: ten of them from number on.
date-tens = { $number ->
    [0] 不到10岁
   *[other] { $number }多岁
}
date-age = { $number }岁
date-year = { $number }年
date-month = { $number }月
date-day = { $number }日
# Year and month are chosen.
date-year-month = { $year }年{ $month }月
# Said to ask for the next part.
date-ask-decade = 请选大概哪十年
date-ask-tens = 请选现在几十岁
date-ask-age = 请选现在几岁，虚岁周岁都行
date-ask-year = 请选哪一年
date-ask-month = 请选几月
date-ask-day = 请选几号
date-ask-done = 选好了，对的话点下一步
# Takes the last part back.
date-again = 重选上一个
# Buttons for another way to choose, before anything is chosen.
date-use-lunar = 按农历选
date-use-gregorian = 按公历选
date-use-age = 按岁数选
date-use-years = 按年份选

# Under the pictogram of a card.
card-picture = 身份证放在亮灯的方框上
# Right key of the card page.
# A card was read: whose it is, masked, to be confirmed.
card-read = 是这张卡吗？
card-read-lead = 看看名字对不对。
card-name = 姓名
# Said instead of name and number, which others might hear.
card-name-read = 读到了名字
card-number = 身份证号
card-number-read = 读到了号码
# Said then; tail is the last characters of the number.
card-said = 姓名：{ $name }。身份证号最后几位：{ $tail }。
card-right = 对，往下
card-other = 不是，换一张
# An old card still lies on the reader.
card-take-away = 请先把上面的卡拿走，再放这一张。
# The card does not fit here: it is the helper's own, who stands here; the applicant's, laid down
# for somebody of the family; that of another one of the family. who is helper when somebody helps.
card-refused-helpers = 这是您自己的身份证。请放申请人的身份证。
card-refused-applicants = { $who ->
    [helper] 这张卡前面放过了，是申请人的。请放这位家人的身份证。
   *[other] 这张卡前面放过了，是您的。请放这位家人的身份证。
}
card-refused-told-before = 这张卡前面放过了，是另一位家人的。请放这位家人的身份证。
card-refused-other = 这张卡在这里不能用。请换一张，没有就点下面自己填。
card-by-hand = 没带卡，自己填
# The card could not be read; also said.
card-unreadable = 没读出来。请把卡拿起来，再放平一次。
card-reader-missing = 读卡器不能用。没关系，可以自己填。

# Heading after a person of a repeat; count is how many so far.
more-heading = 填了{ $count }个。还有吗？
# Tile: add one more.
more-add = 还有，再加一个
# Button: take the last one back.
more-remove = 去掉最后一个
# Right key.
more-done = 没有了，往下

# Keys of a consent.
consent-yes = 同意
consent-no = 不同意
# The same keys of the question whether everything is true. no leads back to the review.
truth-yes = 是真的
truth-no = 有不对的
# The visitor did not agree.
declined-heading = 不同意也没关系
declined-lead = 您填的不会交出去。可以去{ $place }的人工窗口办，也可以打{ $phone }问。
declined-back = 再想想
declined-leave = 不办了，全擦掉

# A condition seems not to be met.
unfit-heading = 这件事现在可能办不成
unfit-back = 改回答
unfit-anyway = 我还是要申请
unfit-offer = 看看：{ $title }
unfit-window-label = 想问清楚
unfit-window = 可以去人工窗口，或者打{ $phone }。您要申请，我们照样收，由工作人员审。

# The photo page.
photo-live = 镜头里的样子
photo-taken = 拍好的照片
photo-shoot = 拍照
photo-again = 重拍
photo-more = 再拍一张（已拍{ $done }张，最多{ $most }张）
    .spoken = 再拍一张。已拍{ $done }张，最多{ $most }张
photo-later = 这次没带，以后补
photo-good = 拍得清楚。可以下一步了。
# A paper with more sides or pages: said and shown after a good shot. done is a small number.
photo-other-side = 第{ $done }张拍好了。还有别的面，就再拍一张。没有了，往下走。
# Keeps a doubtful shot. Up to 6 characters.
photo-use = 就用这张
photo-blurred = 有点糊。请放平别动，点“重拍”。看得清，就用这张也行。
photo-dark = 太暗了。请放到灯下，点“重拍”。看得清，就用这张也行。
photo-bright = 太亮反光了。请斜一点，点“重拍”。看得清，就用这张也行。
photo-cut-off = 边上没拍全。请往中间放，点“重拍”。
photo-no-paper = 没看到纸。请把纸放到镜头下面，点“重拍”。
# There is no picture to be had.
camera-missing = 摄像头不能用。可以以后补，或者请工作人员帮忙。
camera-busy = 摄像头正忙。请等一会儿，或者点“以后补”。

# The signature page.
signature-box = 在框里用手指写名字
signature-empty = 还没有签名。请用手指在框里写。
signature-submit = 签好了，交申请
# Middle key: for who cannot write. Up to 6 characters.
signature-unable = 我签不了
# The page behind that key.
signature-unable-heading = 签不了，不要紧
signature-unable-lead = 请叫一位工作人员来。在纸上按个手印，他给您做见证。
# Its left key, back to the box.
signature-unable-back = 我还是签
# Its right key, and the same at the last signature.
signature-unable-next = 按手印，往下
signature-unable-submit = 按手印，交申请

# The review.
review-heading = 请看一遍，对不对？
review-lead = 哪一条不对，就点它旁边的“改”。
review-right = 都对，往下
review-empty = 没有填
review-later = 以后补交
review-photos = 拍了{ $count }张
# A signature that a fingerprint takes the place of.
review-fingerprint = 签不了，在纸上按手印，工作人员见证
# Said instead of words or a value that others need not hear.
review-filled = 填好了

## After sealing

# The application is safe.
sealed-heading = 交上了，已经收好
sealed-lead = 申请存在这台机器里了，会自动送出去。没网也不要紧，丢不了。
sealed-number = 您的号码
sealed-code = 手机扫一扫，看办到哪了
sealed-print-again = 再打一张
sealed-done = 完成
sealed-paper-out = 打印机没纸了。号码和查询码请拍下来或抄下来。
sealed-printer-missing = 打印机不能用。号码和查询码请拍下来或抄下来。

# 五级评价.
rating-heading = 今天办得满意吗？
rating-lead = 想说就点一个，不想说就跳过。
rating-5 = 非常满意
rating-4 = 满意
rating-3 = 基本满意
rating-2 = 不满意
rating-1 = 非常不满意
rating-skip = 跳过，不评价

# Goodbye.
farewell-heading = 办完了，您慢走
farewell-lead = 屏幕上的已经擦掉，申请已经收好。
# The same when a draft was kept.
farewell-kept-heading = 给您留好了，您慢走
farewell-kept-lead = 取件码收好，一天内回来接着办。
farewell-card = 别忘了身份证
# The same when a paper was printed.
farewell-card-and-slip = 别忘了身份证和小票
farewell-done = 好的

## Progress and drafts

# 查进度.
progress-heading = 怎么查您的事？
progress-lead = 刷身份证，或者按小票上的号码。扫小票上的码也行。
progress-by-card = 刷身份证查
progress-by-number = 按小票号码查
progress-card-lead = 读到卡就能看到您办的事。
progress-number-heading = 小票上的号码是多少？
progress-number-lead = K后面的数字，一个一个按。扫小票上的码也行。
progress-number-label = 号码
progress-number-wrong = 号码不对。请照着小票再看一遍。
progress-none = 没查到。请看看是不是在这台机器办的。
progress-find = 查一查
# After the number of a slip: what only its holder knows. Slips of before have no such code.
proof-number-heading = 查询码是多少？
proof-number-lead = 小票号码下面的4个数字，一个一个按。以前的小票没有，请刷身份证，或者问窗口。
    .spoken = 小票号码下面的四个数字，一个一个按。以前的小票没有查询码，请刷身份证查，或者去问窗口。
proof-number-label = 查询码
proof-number-wrong = 查询码是4个数字。请照着小票再看一遍。
    .spoken = 查询码是四个数字。请照着小票再看一遍。
proof-none = 号码和查询码对不上。请照着小票再看一遍。也看看是不是在这台机器办的。
proof-find = 查一查
proof-instead = 刷身份证查
# Shared by both look-ups.
lookup-card-heading = 请放身份证
# There is no reader; the key at the bottom right leads to the number.
lookup-reader-missing = 读卡器不能用。没关系，点下面按号码找。
# Too many wrong codes for one slip.
lookup-slip-closed = 这张小票的查询码按错好几次了，今天先不能按。请刷身份证查，或者问窗口。
lookup-pause = 试了好几次都不对。请等{ $minutes }分钟再按，也可以刷身份证。
# Cases that were found.
cases-heading = 找到{ $count }件
cases-lead = 点一件，看办到哪了。
# One of several cases; number tells apart two of the same title.
cases-item = 第{ $number }件：{ $title }
# What a case's state means, in plain words.
case-sealed = 存在机器里，等着送出去
case-delivered = 已送到平台，等回执
case-received = 平台收到了，正在审核
case-needs-correction = 要补一些东西
case-superseded = 已经补交了新的
case-accepted = 受理了，正在办理
case-not-accepted = 没有批准
case-done = 办结了
case-held = 工作人员正在处理
case-quarantined = 工作人员正在处理
case-withdrawn = 已经撤回
case-erased = 已经按规定删除
# The same with a deadline; day is a date.
case-correct-by = 要补一些东西，最晚{ $day }补。
case-correct = 要补的第{ $number }样
# Where to bring what is missing, below the list of it. hall and phone are the hall's.
case-where-label = 怎么补
case-where = 带上小票，到{ $hall }的窗口补。也可以打{ $phone }问。
# Two ways to object to a refusal.
case-appeal-label = 不服怎么办
case-appeal = 知道结果后60天内，可以申请行政复议。
case-hotline-label = 想问、想投诉
case-hotline = 打12345，或者到{ $hall }的窗口问。
case-note = 平台的话
case-as-of = 这是什么时候的情况
case-never-online = 这台机器还没连上过平台。这是机器里的情况。
stage-apply = 申请
stage-review = 审核
stage-handle = 办理
stage-feedback = 反馈
stage-rate = 评价

# 接着办.
resume-heading = 怎么找上回填的？
resume-lead = 刷身份证，或者按上回给您的取件码。
resume-by-card = 刷身份证
resume-by-code = 按取件码
resume-card-lead = 读到卡就接着上回的填。
resume-number-heading = 取件码是多少？
resume-number-lead = 八位数字，一个一个按。
resume-number-label = 取件码
resume-number-wrong = 要八位数字。请再看一遍。
resume-none = 没找到。草稿只留一天，也可能是别的机器。要从头办，请点“首页”。
resume-find = 接着填

# Stopping in the middle.
leaving-heading = 先停一停吗？
leaving-lead = 填好的都还在，不会丢。
leaving-keep = 先留着，回头再填
leaving-keep-about = 给您一个取件码，留{ $hours }小时
leaving-forget = 不办了，全擦掉
leaving-forget-about = 这次填的都不留
leaving-go-on = 接着填
# Asked before anything is erased; the large key keeps it, the other one erases.
erasing-heading = 真的全擦掉吗？
erasing-lead = 擦掉就找不回来了。
erasing-keep = 不擦，退回去
erasing-erase = 全擦掉
kept-heading = 给您留着了
kept-lead = 记好这个取件码，回来点“接着办”。填过身份证号的，刷身份证也行。
# Key that prints the code.
kept-print = 打出来
kept-code = 取件码
# Said instead of the code, which others in the hall must not hear by itself.
code-shown = 写在屏幕上，没有念出来。
kept-until = 留到什么时候
kept-done = 记好了

## When something does not work

# A failure: the heading by its code, up to 14 characters, and under -do what to do now.
trouble-help-label = 要人帮忙
trouble-help = 请找旁边的工作人员，或者打{ $phone }。
trouble-home = 回首页
trouble-again = 再试一次
trouble-go-on = 接着办
trouble-disk-low = 机器快存满了
trouble-disk-low-do = 您的事照样能办，不会丢。请顺便告诉工作人员一声。
trouble-disk-full = 机器里存不下了
trouble-disk-full-do = 您填的还在，没有丢。请找工作人员清一清，再试一次。
trouble-storage-failed = 刚才没有存好
trouble-storage-failed-do = 您填的还在屏幕里。请再试一次，不行就找工作人员。
trouble-storage-busy = 机器正忙着
trouble-storage-busy-do = 您填的都还在，没有丢。请等一会儿，再试一次。
trouble-authorisation-expired = 委托书过期了
trouble-authorisation-expired-do = 请本人重新写一份委托书，再来办。
trouble-authorisation-too-long = 委托的时间太长了
trouble-authorisation-too-long-do = 委托最长一年。请退回去，改一个近一点的日子。
trouble-authorisation-not-yet = 委托书还没到日子
trouble-authorisation-not-yet-do = 请看看委托书从哪天开始。
trouble-authorisation-out-of-scope = 委托书没写可以代交
trouble-authorisation-out-of-scope-do = 要写明可以代填、代交材料。请退回去看看，或者请本人来。
trouble-authorisation-not-entitled = 要换一种委托方式
trouble-authorisation-not-entitled-do = 监护证明要监护人用，按职责要工作人员用。请退回去改一改。
trouble-authorisation-other-service = 委托的不是这件事
trouble-authorisation-other-service-do = 请换成委托书上写的事，或者请本人来。
trouble-bad-service = 这件事现在办不了
trouble-bad-service-do = 机器里的表格出了问题。别的事还能办，请告诉工作人员。
trouble-unexpected = 对不起，机器出了点问题
trouble-unexpected-do = 不是您的错。请再试一次，或者找工作人员。
trouble-draft-unreadable = 上回填的打不开了
trouble-draft-unreadable-do = 对不起，请重新填一遍。也可以找工作人员。

# Nobody touched the screen for long.
still-heading = 您还在吗？
still-lead = 要接着办，请点一下。没人点，{ $seconds }秒后就收起来，填的留一天。
# The same before anybody has said who they are.
still-lead-forget = 要接着办，请点一下。没人点，{ $seconds }秒后就擦掉重来。
# The same when the application is sealed or kept.
still-lead-done = 您填的已经收好，丢不了。没人点，{ $seconds }秒后回到开头。
still-yes = 我在，接着办

## Panels of the dock

# Names of the dock's keys. Up to 3 characters.
dock-home = 首页
dock-text-size = 大字
dock-voice = 语音
dock-language = 语言
dock-help = 找人帮
# What makes the screen easier: needs, text sizes and colours.
comfort-heading = 怎么用着方便？
comfort-lead = 点一下就变。打了勾的，再点一下就变回来。
need-sight = 我看不清
need-hearing = 我听不清
need-tremor = 我手抖
need-reading = 我不识字
need-wheelchair = 我坐轮椅
need-keys = 我用按键
# Said when a need was touched: what is different now, and how to use it.
need-sight-on = 字放到最大了，黑底黄字。
need-hearing-on = 说的话，现在都写在屏幕上。
need-tremor-on = 按键变大了，抖一下也不要紧。
need-reading-on = 现在每样都有图，点一下就念给您听。
need-wheelchair-on = 要点的都放到下面了。
need-keys-on = 现在自己往下走，走到要的，按一下开关。有两个开关，一个走，一个选。用键盘，方向键走，回车选。
# Said when a need was touched once more.
need-off = 变回原来的样子了。
comfort-left-hand = 我用左手
# How long each thing is offered to who uses a switch.
scan-seconds = 每{ $seconds }秒走一步
# How long a finger must press before that counts, to who has a hand that shakes.
hold-0 = 一碰就算
hold-500 = 按住半秒才算
hold-1000 = 按住一秒才算
# Said of a whole row that is offered; names are those in it.
scan-row = 这一行：{ $names }
size-1 = 小一点
size-2 = 正常
size-3 = 大
size-4 = 更大
size-5 = 最大
palette-light = 浅色底，深色字
palette-black-on-white = 白底黑字
palette-white-on-black = 黑底白字
palette-yellow-on-black = 黑底黄字
palette-cyan-on-black = 黑底青字
palette-soft = 柔和，不刺眼
# The voice.
voice-heading = 说话怎么样？
# How loud and how fast it is: steps of so many; volume is 0 when there is no sound.
voice-now = { $volume ->
    [0] 声音关了。
   *[other] 声音第{ $volume }档，共{ $volumes }档。
}快慢第{ $rate }档，共{ $rates }档。
voice-no-device = 现在没有声音。要说的话，都写在屏幕下边。
# Said when the panel opens, before the page below it is said once more.
voice-again = 刚才那一页说的是：
voice-repeat = 再说一遍
# Says personal words, too, of the page under the panel. Up to 6 characters.
voice-read = 念给我听
# Silences what is being said; the same key then has the rest said. Up to 6 characters.
voice-pause = 停一停
voice-go-on = 接着说
voice-louder = 大声点
voice-quieter = 小声点
voice-faster = 快一点
voice-slower = 慢一点
# Makes the screen dark for who only listens, and light again. Up to 6 characters.
voice-dark = 关掉屏幕
voice-light = 打开屏幕
# Said when the screen went dark: how it comes back, and how one hears what one enters.
dark-on = 屏幕黑了，别人看不见，您听着办。想看了，点一下屏幕，或者按语音，再按打开屏幕。要听自己填的，按语音，再按念给我听。
# Said when it is light again.
dark-off = 屏幕亮了
# Shown and said when the screen cannot be made dark.
dark-without-sound = 现在听不到声音，关了屏幕就没法办了。先把声音打开。
# Said after a change; step is where loudness or speed stands now.
voice-louder-done = 第{ $step }档。这么大声行吗
voice-quieter-done = { $step ->
    [0] 声音关了
   *[other] 第{ $step }档。这么小声行吗
}
voice-faster-done = 第{ $step }档。这么快行吗
voice-slower-done = 第{ $step }档。这么慢行吗
# Said instead when it goes no further.
voice-louder-end = 已经最大声了
voice-quieter-end = 声音已经关了
voice-faster-end = 已经最快了
voice-slower-end = 已经最慢了
# Languages.
language-heading = 说哪种话？
language-lead = 点一下，全都跟着变。要别的话，请找工作人员，或者打{ $phone }。
# Each language in its own words, the same in every file. Up to 10 characters.
language-zh-cn = 普通话，简体字
language-zh-hant = 普通話，繁體字
language-en = English
language-yue = 粤语（试用）
# 找人帮.
help-heading = 找人帮忙
help-lead = 别着急，您填的都还在，别人看不见。
help-wave = 向旁边的工作人员招招手
help-phone-label = 打电话
help-phone = { $phone }
help-kept-label = 想先走
help-kept = 点“首页”，可以把填的留一天。

## Parts of the window that are on many screens

# Key that shows the page before. Three characters.
page-previous = 上一页
# Key that shows the page after. Three characters.
page-next = 下一页
# Between those two keys. page and pages are small numbers; up to 10 characters.
page-of = 第{ $page }页，共{ $pages }页
# Said for the row of stages, never drawn. names are all stages, now is the present one.
stages = 现在到：{ $now }。一共五步：{ $names }
# Name of a clip in sign language, and the key beside it that plays it again. Four characters.
sign-clip = 这一页的手语
sign-clip-again = 再看一遍
# Key beside an answer on the review page; one character. Spoken and named with the answer's label.
review-change = 改
    .spoken = 改：{ $field }
# Key below the writing box that takes the last stroke back. Three characters.
ink-undo = 撤一笔
# Key below the writing or signature box that takes all ink back. Two characters.
ink-clear = 重写
# Key after the candidates that shows other ones. Two characters.
candidates-more = 更多
# Name of the writing box for screen readers.
writing-name = 写字的地方，一次写一个字
# Name of the signature box for screen readers, and of the line in it.
signature-name = 签名的地方

## Pictures

# What each pictogram of assets/icons shows, said in simple words: 第一个，画着房子的，城镇. Up to 8 characters.
picture-add = 加号
picture-apart = 分开的两个人
picture-ask = 问号
picture-baby = 娃娃
picture-back = 往回的箭头
picture-badge = 工作牌
picture-bandage = 创可贴
picture-bankbook = 存折
picture-bars-1 = 一格
picture-bars-2 = 两格
picture-bars-3 = 三格
picture-bars-4 = 四格
picture-bed = 床
picture-bell = 铃铛
picture-bowl = 饭碗
picture-brain = 脑袋里有闪电
picture-briefcase = 公文包
picture-broken = 破了的卡
picture-building = 楼
picture-bundle = 提包
picture-bus-card = 公交车
picture-calendar = 日历
picture-camera = 照相机
picture-caption = 字幕
picture-car = 汽车
picture-card = 卡
picture-card-star = 带星的卡
picture-care-home = 有爱心的房子
picture-chair = 椅子
picture-change = 来回的箭头
picture-check = 对勾
picture-child = 小孩
picture-clock = 钟
picture-clock-10 = 十点的钟
picture-clock-2 = 两点的钟
picture-clock-3 = 三点的钟
picture-clock-9 = 九点的钟
picture-collect = 手托着纸
picture-couple = 一对人和爱心
picture-dark = 划掉的屏幕
picture-disability-bundle = 轮椅和加号
picture-disability-card = 有轮椅的证
picture-disability-money = 轮椅和钱
picture-document = 一张纸
picture-dots-1 = 一个点
picture-dots-2 = 两个点
picture-dots-3 = 三个点
picture-dots-4 = 四个点
picture-drip = 吊瓶
picture-drop = 一滴血
picture-ear = 耳朵
picture-ear-off = 划掉的耳朵
picture-east = 往右的箭头
picture-elder = 拄拐的老人
picture-elder-card = 有拐杖的证
picture-elder-money = 老人和钱
picture-emergency-help = 救生圈
picture-erase = 擦掉的记号
picture-eye = 眼睛
picture-eye-off = 划掉的眼睛
picture-face-1 = 生气的脸
picture-face-2 = 难过的脸
picture-face-3 = 平常的脸
picture-face-4 = 笑脸
picture-face-5 = 大笑的脸
picture-fall = 滑倒的人
picture-falls = 滑倒好几次的人
picture-family = 房子里一家人
picture-faster = 快进的箭头
picture-field = 小苗
picture-fingerprint = 指纹
picture-fire = 火
picture-flood = 水边的房子
picture-forget = 脑袋里有问号
picture-forward = 往前的箭头
picture-fuel = 加油机
picture-globe = 地球
picture-hammer = 锤子
picture-hand-left = 左手
picture-hand-money = 手托着钱
picture-hand-off = 划掉的手
picture-heart-hands = 手托着爱心
picture-heart-pain = 爱心和心跳
picture-helper = 招手的人
picture-home = 有门的房子
picture-home-rail = 有扶手的房子
picture-home-visit = 房子旁边一个人
picture-hospital = 医院
picture-hospital-trip = 救护车
picture-house = 房子
picture-household = 户口本
picture-id-card = 身份证
picture-info = 小写的i
picture-keep = 收好的盒子
picture-key = 钥匙
picture-keypad = 数字键
picture-lamp = 灯泡
picture-light = 屏幕
picture-lily = 花
picture-list = 一行一行的字
picture-lock = 锁
picture-lost = 放大镜找卡
picture-lungs = 肺
picture-mail = 信封
picture-man = 男人
picture-many = 叠着的两张
picture-map-pin = 地点的记号
picture-message = 带点的话框
picture-mind = 脑袋里打圈
picture-mobile = 手机
picture-money = 钱
picture-mute = 打叉的话框
picture-neighbours = 两座房子
picture-no = 叉
picture-no-money = 划掉的钱
picture-no-slip = 鞋
picture-office = 插旗的大楼
picture-online = 信号
picture-other = 一排三个点
picture-palette = 半黑半白的圆
picture-pause = 两道竖线
picture-pen = 笔
picture-pension-check = 人和对勾
picture-pension-join = 人和加号
picture-pension-start = 人和钱
picture-person = 一个人
picture-phone = 电话
picture-picture = 一幅画
picture-pill = 药片
picture-plane = 飞机
picture-pressure = 量血压的表
picture-printer = 打印机
picture-purse = 钱包
picture-puzzle = 拼图
picture-repeat = 转圈的箭头
picture-residence = 大楼
picture-resume = 播放的三角
picture-ribbon = 丝带
picture-safety-net = 伞
picture-scan-face = 框里的脸
picture-school = 书
picture-search = 放大镜
picture-shaking-hand = 发抖的手
picture-shirt = 衣服
picture-shower = 淋浴
picture-sign-hands = 打手语的手
picture-signature = 签名
picture-signed-paper = 签了字的纸
picture-silent = 不出声的喇叭
picture-size-1 = 最小的字
picture-size-2 = 平常的字
picture-size-3 = 大字
picture-size-4 = 更大的字
picture-size-5 = 最大的字
picture-skip = 跳过去的箭头
picture-slip = 小票
picture-slower = 往回的两个箭头
picture-speaker-louder = 喇叭和加号
picture-speaker-quieter = 喇叭和减号
picture-speech = 话框
picture-speech-local = 话框里的房子
picture-stairs = 楼梯
picture-star = 星星
picture-stop-pay = 停住的圆
picture-stove = 锅和火
picture-suitcase = 箱子
picture-sunrise = 升起的太阳
picture-sunset = 落下的太阳
picture-switch = 按钮
picture-text-size = 大小两个字
picture-thermometer = 体温计
picture-threshold = 打叉的门
picture-toilet = 马桶
picture-touch = 点的手指
picture-transplant = 爱心和箭头
picture-two-people = 两个人
picture-umbrella = 打伞的人
picture-undo = 弯回来的箭头
picture-unsure = 圆圈里的问号
picture-voice = 喇叭
picture-walk = 走路的人
picture-warning = 感叹号
picture-west = 往左的箭头
picture-wheelchair = 轮椅
picture-woman = 女人

## The slip and the take-home list, on 80 mm paper: about ten large characters a line, they wrap

# First line of every slip.
slip-hall = { $hall }
# Title of the slip. Two short lines.
slip-done =
    交上了，
    已经收好
    .spoken = 交上了，已经收好
# Over the name of one service, or of several done together.
slip-services = 您办的是
# Over the number; not spoken, because the number's own sentence begins with it.
slip-number-title = 您的号码
    .spoken = { "" }
# The number itself in groups; only spoken differently. spoken holds the signs one by one.
slip-number = { $number }
    .spoken = 您的号码是：{ $spoken }
# Below the number, large: what shows that one holds the slip. spoken holds the digits one by one.
slip-proof = 查询码：{ $code }
    .spoken = 查询码是：{ $code }
# When it was sealed, on two lines. day is 2025年11月22日, time 14:05.
slip-time =
    收下时间：
    { $day } { $time }
    .spoken = 收下时间是{ $day }{ $time }
# Until when the answer comes, on two lines. day as above.
slip-promise =
    最晚 { $day } 前
    告诉您结果
    .spoken = 最晚{ $day }前，告诉您结果
# When the answer comes on the day of the slip.
slip-promise-today = 今天就告诉您结果
# When the region has not set a time limit.
slip-promise-unset = 办好了会告诉您
# How the answer comes. way is the label the citizen chose, such as 打电话.
slip-told = 怎么告诉您：{ $way }
# Over the papers still to bring.
slip-bring-title = 下次请带来
# One of several things in a list. number counts from 1.
slip-item = { $number }. { $what }
    .spoken = 第{ $number }，{ $what }
# What comes next, in one sentence.
slip-next = 下一步：{ $what }
# Below the QR code of the slip.
slip-code-caption = 用手机扫一扫，看办到哪一步
# For people without a phone.
slip-number-only = 没有手机也行：在这里凭上面的号码和查询码，就能查进度
# Number to call. phone is digits.
slip-phone = 有事请打：{ $phone }
    .spoken = 有事请打电话：{ $phone }
# Witness against lost cases. head is sixteen hex digits in fours.
slip-head = 存证码 { $head }
    .spoken = 小票最下面印着存证码，不用记。
# Last line.
slip-keep = 这张小票请收好
# Title of the paper with the code of a kept draft. Short lines.
slip-code-title = 取件码
# Until when it opens the draft, on two lines. day is a day and a time.
slip-code-until =
    留到：
    { $day }
    .spoken = 留到{ $day }
# What to do with it.
slip-code-how = 回来点“接着办”，按这个码
# Title of the take-home list (一次性告知). One line.
slip-list-title = 办事清单
# Below the title. service is the name of the service.
slip-list-service = 要办：{ $service }
# Over the papers one needs.
slip-list-papers = 要带这些
# When nothing has to be brought.
slip-list-no-papers = 什么都不用带
# Where to go.
slip-list-place = 去哪里办：{ $place }
# Opening hours.
slip-list-hours = 什么时候：{ $hours }
# What it costs, as words.
slip-list-fee = 要交钱吗：{ $fee }
# How long it takes, as words.
slip-list-limit = 要等多久：{ $limit }
# Over the laws it rests on.
slip-list-law = 依据
# Below the QR code of the list.
slip-list-code-caption = 用手机扫一扫，把清单带走
# Last line of the list. day as above.
slip-list-day = { $day }打印
    .spoken = 清单打印好了，请拿好。

## The status page behind the slip's QR code (a web page of the platform)

# Title and heading.
web-title = 办件进度
# Heading over a slip that is unknown, not there yet, or asked for with a wrong link.
web-unknown-title = 还没送到平台
# The calm sentence below it.
web-unknown = 还没送到平台，凭条上的号码不会丢。过一会儿再看，或打电话问。
# Before the number of the slip.
web-slip = 凭条号
# Before the platform's number of a case.
web-number = 办件编号
# Heading over one of several cases; place counts from 1.
web-case = 第 { $place } 件
# Name of the row of stages for screen readers.
web-steps = 办理的五个步骤
# The five stages, two characters each.
web-stage-apply = 申请
web-stage-review = 审核
web-stage-handle = 办理
web-stage-feedback = 反馈
web-stage-rate = 评价
# Beside a stage that is over, the present one, and one to come.
web-step-over = 已完成
web-step-now = 现在
web-step-ahead = 还没到
# What each status means, one sentence.
web-status-received = 平台已经收到您的申请，正在审核。
web-status-pre_accepted = 材料已经看过，正在审核。
web-status-needs_correction = 有材料需要补正，请看下面。
web-status-accepted = 已经受理，正在办理。
web-status-not_accepted = 决定不予办理，理由在下面。
web-status-withdrawn = 申请已经撤回。
web-status-done = 已经办结，可以领取结果。
# Heading over the list of corrections.
web-corrections = 请补正这些
# Below the list: where to do it.
web-corrections-where = 带上凭条，到大厅窗口补。也可以打电话问。
# Until when; day is a date.
web-deadline = 最晚 { $day } 补正。
# When the status was last changed; day is a date.
web-updated = { $day } 更新
# Before the hall's phone number.
web-phone = 不明白？打电话：
