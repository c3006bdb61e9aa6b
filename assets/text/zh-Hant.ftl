# Traditional Chinese, written by tests/write_traditional.py from zh-CN.ftl; not edited by hand.
# What each key is for and how long it may be is told there.


## Dates

date-lunar = 農曆{ $year }年{ $month }{ $day }
    .spoken = 農曆{ $year_said }年{ $month }{ $day_said }
date-lunar-year = { $number }年，屬{ $animal ->
    [0] 鼠
    [1] 牛
    [2] 虎
    [3] 兔
    [4] 龍
    [5] 蛇
    [6] 馬
    [7] 羊
    [8] 猴
    [9] 雞
    [10] 狗
   *[11] 豬
}
date-lunar-month = { $leap ->
    [yes] 閏
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
   *[12] 臘
}月

## Keys at the bottom of a page

key-back = 返回
key-next = 下一步
    .spoken = { "" }
key-change-done = 改好了
key-skip = 跳過
key-dont-know = 不知道，跳過
key-understood = 知道了
key-erase = 刪除
key-point = 點
read-aloud = 念給我聽
panel-close = 好了，關上

## Standby

standby-heading = { $hall }
standby-lead = 點一下屏幕就開始。慢慢來，不著急。
standby-picture = 字大，會說話，能手寫
standby-start = 點這裡開始

## Home

home-heading = 您好，請問辦什麼？
home-lead = 用手指點一下。點錯不要緊，隨時能退回來。
home-apply = 辦事
home-apply-about = 補貼、證件、社保、醫保
home-progress = 查進度
home-progress-about = 看我的事辦到哪了
home-for-other = 幫別人辦
home-for-other-about = 給家裡人、街坊代辦
home-resume = 接著辦
home-resume-about = 上回沒填完的，接著填

## Services

categories-heading = 辦哪一類的事？
categories-lead = 先選一類。找不到，就點「搜一搜」。
categories-count = { $count }件事 
    .spoken = 裡面有{ $count }件事
categories-search = 搜一搜
categories-search-about = 寫字或按拼音頭一個字母
services-lead = 點一件，先看要帶什麼，再決定辦不辦。

search-heading = 想找什麼事？
search-lead = 按拼音的頭一個字母，或者手寫。比如低保，按D和B。
search-label = 要找的
search-find = 找一找
search-found = 找到這些
search-count = 找到{ $count }件：{ $titles }。
search-nothing-typed = 請先按字母，或者寫一兩個字。
search-looked-for = 您找的是：{ $query }
search-none = 沒找到。換個說法再試試，或者點「找人幫」。
search-again = 重新找

## The page of a service

service-lead = 正式名稱：{ $title }。填一遍大概{ $minutes }分鐘。
service-begin = 現在就辦
service-go-on = 接著填
service-take-home = 把要帶的東西打出來
service-who = 誰能辦
service-bring = 要帶什麼
service-how-long = 多久辦好
service-cost = 要不要錢
service-result = 辦好給什麼
service-visits = 要跑幾趟
service-steps = 怎麼辦下來
service-where = 在哪裡收
service-office = 哪個部門管
service-law = 依據
service-phone = 問事打哪裡
service-complain = 不滿意找誰
service-no-papers = 不用帶紙。
service-visits-count = { $count ->
    [0] 一趟都不用跑。
   *[other] 要跑{ $count }趟。
}
service-time = 我們答應：{ $promise }。法律規定最長：{ $law }。
service-at-once = 當場辦好
service-days-working = { $days }個工作日
service-days-calendar = { $days }天
service-yuan = { $amount }元
service-fee = { $name }{ $amount }
service-free = 不要錢。
service-region-sets = （以當地公佈為準）
service-ask-hall = 請問大廳工作人員
need-optional = 有就帶
need-later = 沒帶可以後補

checklist-heading = 要帶的東西
checklist-lead = 可以打一張帶走，也可以用手機掃下面的碼。
checklist-print = 打一張
print-printed = 打好了，請拿好。
print-paper-out = 打印機沒紙了。請看屏幕，或者請工作人員加紙。
print-printer-missing = 打印機不能用。請看屏幕，也可以拍下來。

## Questions

step-of = 第{ $number }步，共{ $total }步
    .spoken = 第{ $number }步，共{ $total }步
ask-in-repeat = 第{ $number }個：{ $label }
ask-required = 這一項要填。填好再點下一步。
ask-required-choice = 請選一個，再點下一步。
ask-check = 好像不太對，請再看一遍。
count-of = 一共{ $count }個。
count-choose = 一共{ $count }個，選一個，再點「{ $then }」。
count-several = 一共{ $count }個，可以多選，再點「{ $then }」。
choice-item = { $label }
    .spoken = 第{ $number }個，{ $label }
choice-nth = 第{ $number }個
choice-place = 第{ $place }個，共{ $count }個
choice-chosen = 現在選的是這個
focus-key = 按鍵
focus-one = 單選
focus-several = 可以多選
focus-not-chosen = 還沒選
simple-item = { $label }
    .spoken = 第{ $number }個，畫著{ $picture }的，{ $label }
simple-again = 聽一聽
simple-choose = 就選這個
simple-how = 點一下，聽一聽。再點一下，就選它。
simple-heard = { "" }
    .spoken = { $said }。要這個，就再點一下。
focus-digit = 數字鍵
focus-letter = 字母鍵
focus-stroke = 筆畫鍵
focus-candidate = 認出來的字
choice-on = 選了：{ $label }
choice-off = 不選了：{ $label }
ask-example = 比如：{ $example }。
writing-hint = 寫一個字，再點認出來的字。
entry-empty = 還沒有填
entry-count = 已填{ $count }位
entry-written = 已寫{ $count }個字
writing-others = 換了一批字，請看屏幕
ask-hushed = 這裡寫著名字，沒有念出來。要聽，請按語音，再按念給我聽。
spelling-hint-pinyin = 按拼音，再點要的字。只按頭一個字母也行。
spelling-hint-strokes = 一筆一筆按，再點要的字。
spelling-other-way = 換拼法
spelling-way-usual = 普通話拼音
spelling-way-accented = 帶口音的拼音。捲舌平舌、前鼻音後鼻音不分，也找得到。
spelling-way-cantonese = 粵語拼音，不用按聲調
spelling-nothing = 沒有這樣拼的字。請按刪除，改一改。
spelling-full = 先點一個字，再接著按。
spelling-hint-code-point = 請按這個字的統一碼，四到六位，再點字。
address-choose = 點住的地方，後面再按門牌號。
address-find = 按地名拼音的頭一個字母，再點地方。
address-elsewhere = 不在這裡
address-list = 一級一級選
address-again = 重選地方
address-country = 全國
list-choose = 找到了點一下；沒有，就自己寫。
list-find = 按拼音的頭一個字母，再點要選的。
list-whole = 看全部
list-again = 從頭選
lookup-write = 自己寫
lookup-by-letters = 按字母找
entry-use-whole-name = 寫全名
whole-name-hint = 一格寫一個字。寫錯的，點下面別的字換。
whole-name-box = 寫名字的三個格
whole-name-candidate = 第{ $number }格{ $sign }
unlisted-photograph = 沒有，拍照
unlisted-heading = 請把名字拍下來
unlisted-lead = 身份證、戶口本上的都行。這個字先用方塊代替，工作人員照著照片補上，不耽誤辦事。
unlisted-no-camera = 攝像頭不能用。這個字先用方塊代替，工作人員會看您的證件。
unlisted-without = 先用方塊代替
unlisted-done = 放了一個方塊，工作人員會補上這個字。
radicals-strokes = { $count }畫
radicals-ask-strokes = 這個字的部首是幾畫？
radicals-ask-radical = 是哪個部首？
radicals-ask-rest = 除了部首，還有幾畫？
radicals-ask-sign = 是哪個字？
spelling-unfinished = 有幾個字母還沒變成字。請點要的字，或者按刪除。
spelling-gone = 拼音和筆畫現在用不了。寫好的都在，請用別的辦法寫。
stroke-heng = 橫
stroke-shu = 豎
stroke-pie = 撇
stroke-dian = 點
stroke-zhe = 折
entry-erased = 刪了一個
entry-doubtful = 號碼好像有一位不對，請對著卡面再看一遍。沒錯就再點一次「下一步」。
entry-full = 最多{ $count }個，已經填滿了
entry-use-handwriting = 用手寫
entry-use-pinyin = 按拼音
entry-use-radicals = 按部首
entry-use-code-point = 按編碼
entry-use-strokes = 按筆畫
entry-use-digits = 按數字
entry-use-letters = 按字母

date-hushed = 選上了
date-chosen = 選的日子
date-empty = 還沒有選
date-decade = { $number }年起
date-tens = { $number ->
    [0] 不到10歲
   *[other] { $number }多歲
}
date-age = { $number }歲
date-year = { $number }年
date-month = { $number }月
date-day = { $number }日
date-year-month = { $year }年{ $month }月
date-ask-decade = 請選大概哪十年
date-ask-tens = 請選現在幾十歲
date-ask-age = 請選現在幾歲，虛歲週歲都行
date-ask-year = 請選哪一年
date-ask-month = 請選幾月
date-ask-day = 請選幾號
date-ask-done = 選好了，對的話點下一步
date-again = 重選上一個
date-use-lunar = 按農曆選
date-use-gregorian = 按公曆選
date-use-age = 按歲數選
date-use-years = 按年份選

card-picture = 身份證放在亮燈的方框上
card-read = 是這張卡嗎？
card-read-lead = 看看名字對不對。
card-name = 姓名
card-name-read = 讀到了名字
card-number = 身份證號
card-number-read = 讀到了號碼
card-said = 姓名：{ $name }。身份證號最後幾位：{ $tail }。
card-right = 對，往下
card-other = 不是，換一張
card-take-away = 請先把上面的卡拿走，再放這一張。
card-refused-helpers = 這是您自己的身份證。請放申請人的身份證。
card-refused-applicants = { $who ->
    [helper] 這張卡前面放過了，是申請人的。請放這位家人的身份證。
   *[other] 這張卡前面放過了，是您的。請放這位家人的身份證。
}
card-refused-told-before = 這張卡前面放過了，是另一位家人的。請放這位家人的身份證。
card-refused-other = 這張卡在這裡不能用。請換一張，沒有就點下面自己填。
card-by-hand = 沒帶卡，自己填
card-unreadable = 沒讀出來。請把卡拿起來，再放平一次。
card-reader-missing = 讀卡器不能用。沒關係，可以自己填。

more-heading = 填了{ $count }個。還有嗎？
more-add = 還有，再加一個
more-remove = 去掉最後一個
more-done = 沒有了，往下

consent-yes = 同意
consent-no = 不同意
truth-yes = 是真的
truth-no = 有不對的
declined-heading = 不同意也沒關係
declined-lead = 您填的不會交出去。可以去{ $place }的人工窗口辦，也可以打{ $phone }問。
declined-back = 再想想
declined-leave = 不辦了，全擦掉

unfit-heading = 這件事現在可能辦不成
unfit-back = 改回答
unfit-anyway = 我還是要申請
unfit-offer = 看看：{ $title }
unfit-window-label = 想問清楚
unfit-window = 可以去人工窗口，或者打{ $phone }。您要申請，我們照樣收，由工作人員審。

photo-live = 鏡頭裡的樣子
photo-taken = 拍好的照片
photo-shoot = 拍照
photo-again = 重拍
photo-more = 再拍一張（已拍{ $done }張，最多{ $most }張）
    .spoken = 再拍一張。已拍{ $done }張，最多{ $most }張
photo-later = 這次沒帶，以後補
photo-good = 拍得清楚。可以下一步了。
photo-other-side = 第{ $done }張拍好了。還有別的面，就再拍一張。沒有了，往下走。
photo-use = 就用這張
photo-blurred = 有點糊。請放平別動，點「重拍」。看得清，就用這張也行。
photo-dark = 太暗了。請放到燈下，點「重拍」。看得清，就用這張也行。
photo-bright = 太亮反光了。請斜一點，點「重拍」。看得清，就用這張也行。
photo-cut-off = 邊上沒拍全。請往中間放，點「重拍」。
photo-no-paper = 沒看到紙。請把紙放到鏡頭下面，點「重拍」。
camera-missing = 攝像頭不能用。可以以後補，或者請工作人員幫忙。
camera-busy = 攝像頭正忙。請等一會兒，或者點「以後補」。

signature-box = 在框裡用手指寫名字
signature-empty = 還沒有簽名。請用手指在框裡寫。
signature-submit = 簽好了，交申請
signature-unable = 我簽不了
signature-unable-heading = 簽不了，不要緊
signature-unable-lead = 請叫一位工作人員來。在紙上按個手印，他給您做見證。
signature-unable-back = 我還是簽
signature-unable-next = 按手印，往下
signature-unable-submit = 按手印，交申請

review-heading = 請看一遍，對不對？
review-lead = 哪一條不對，就點它旁邊的「改」。
review-right = 都對，往下
review-empty = 沒有填
review-later = 以後補交
review-photos = 拍了{ $count }張
review-fingerprint = 簽不了，在紙上按手印，工作人員見證
review-filled = 填好了

## After sealing

sealed-heading = 交上了，已經收好
sealed-lead = 申請存在這臺機器裡了，會自動送出去。沒網也不要緊，丟不了。
sealed-number = 您的號碼
sealed-code = 手機掃一掃，看辦到哪了
sealed-print-again = 再打一張
sealed-done = 完成
sealed-paper-out = 打印機沒紙了。號碼和查詢碼請拍下來或抄下來。
sealed-printer-missing = 打印機不能用。號碼和查詢碼請拍下來或抄下來。

rating-heading = 今天辦得滿意嗎？
rating-lead = 想說就點一個，不想說就跳過。
rating-5 = 非常滿意
rating-4 = 滿意
rating-3 = 基本滿意
rating-2 = 不滿意
rating-1 = 非常不滿意
rating-skip = 跳過，不評價

farewell-heading = 辦完了，您慢走
farewell-lead = 屏幕上的已經擦掉，申請已經收好。
farewell-kept-heading = 給您留好了，您慢走
farewell-kept-lead = 取件碼收好，一天內回來接著辦。
farewell-card = 別忘了身份證
farewell-card-and-slip = 別忘了身份證和小票
farewell-done = 好的

## Progress and drafts

progress-heading = 怎麼查您的事？
progress-lead = 刷身份證，或者按小票上的號碼。掃小票上的碼也行。
progress-by-card = 刷身份證查
progress-by-number = 按小票號碼查
progress-card-lead = 讀到卡就能看到您辦的事。
progress-number-heading = 小票上的號碼是多少？
progress-number-lead = K後面的數字，一個一個按。掃小票上的碼也行。
progress-number-label = 號碼
progress-number-wrong = 號碼不對。請照著小票再看一遍。
progress-none = 沒查到。請看看是不是在這臺機器辦的。
progress-find = 查一查
proof-number-heading = 查詢碼是多少？
proof-number-lead = 小票號碼下面的4個數字，一個一個按。以前的小票沒有，請刷身份證，或者問窗口。
    .spoken = 小票號碼下面的四個數字，一個一個按。以前的小票沒有查詢碼，請刷身份證查，或者去問窗口。
proof-number-label = 查詢碼
proof-number-wrong = 查詢碼是4個數字。請照著小票再看一遍。
    .spoken = 查詢碼是四個數字。請照著小票再看一遍。
proof-none = 號碼和查詢碼對不上。請照著小票再看一遍。也看看是不是在這臺機器辦的。
proof-find = 查一查
proof-instead = 刷身份證查
lookup-card-heading = 請放身份證
lookup-reader-missing = 讀卡器不能用。沒關係，點下面按號碼找。
lookup-slip-closed = 這張小票的查詢碼按錯好幾次了，今天先不能按。請刷身份證查，或者問窗口。
lookup-pause = 試了好幾次都不對。請等{ $minutes }分鐘再按，也可以刷身份證。
cases-heading = 找到{ $count }件
cases-lead = 點一件，看辦到哪了。
cases-item = 第{ $number }件：{ $title }
case-sealed = 存在機器裡，等著送出去
case-delivered = 已送到平臺，等回執
case-received = 平臺收到了，正在審核
case-needs-correction = 要補一些東西
case-superseded = 已經補交了新的
case-accepted = 受理了，正在辦理
case-not-accepted = 沒有批准
case-done = 辦結了
case-held = 工作人員正在處理
case-quarantined = 工作人員正在處理
case-withdrawn = 已經撤回
case-erased = 已經按規定刪除
case-correct-by = 要補一些東西，最晚{ $day }補。
case-correct = 要補的第{ $number }樣
case-where-label = 怎麼補
case-where = 帶上小票，到{ $hall }的窗口補。也可以打{ $phone }問。
case-appeal-label = 不服怎麼辦
case-appeal = 知道結果後60天內，可以申請行政復議。
case-hotline-label = 想問、想投訴
case-hotline = 打12345，或者到{ $hall }的窗口問。
case-note = 平臺的話
case-as-of = 這是什麼時候的情況
case-never-online = 這臺機器還沒連上過平臺。這是機器裡的情況。
stage-apply = 申請
stage-review = 審核
stage-handle = 辦理
stage-feedback = 反饋
stage-rate = 評價

resume-heading = 怎麼找上回填的？
resume-lead = 刷身份證，或者按上回給您的取件碼。
resume-by-card = 刷身份證
resume-by-code = 按取件碼
resume-card-lead = 讀到卡就接著上回的填。
resume-number-heading = 取件碼是多少？
resume-number-lead = 八位數字，一個一個按。
resume-number-label = 取件碼
resume-number-wrong = 要八位數字。請再看一遍。
resume-none = 沒找到。草稿只留一天，也可能是別的機器。要從頭辦，請點「首頁」。
resume-find = 接著填

leaving-heading = 先停一停嗎？
leaving-lead = 填好的都還在，不會丟。
leaving-keep = 先留著，回頭再填
leaving-keep-about = 給您一個取件碼，留{ $hours }小時
leaving-forget = 不辦了，全擦掉
leaving-forget-about = 這次填的都不留
leaving-go-on = 接著填
erasing-heading = 真的全擦掉嗎？
erasing-lead = 擦掉就找不回來了。
erasing-keep = 不擦，退回去
erasing-erase = 全擦掉
kept-heading = 給您留著了
kept-lead = 記好這個取件碼，回來點「接著辦」。填過身份證號的，刷身份證也行。
kept-print = 打出來
kept-code = 取件碼
code-shown = 寫在屏幕上，沒有念出來。
kept-until = 留到什麼時候
kept-done = 記好了

## When something does not work

trouble-help-label = 要人幫忙
trouble-help = 請找旁邊的工作人員，或者打{ $phone }。
trouble-home = 回首頁
trouble-again = 再試一次
trouble-go-on = 接著辦
trouble-disk-low = 機器快存滿了
trouble-disk-low-do = 您的事照樣能辦，不會丟。請順便告訴工作人員一聲。
trouble-disk-full = 機器裡存不下了
trouble-disk-full-do = 您填的還在，沒有丟。請找工作人員清一清，再試一次。
trouble-storage-failed = 剛才沒有存好
trouble-storage-failed-do = 您填的還在屏幕裡。請再試一次，不行就找工作人員。
trouble-storage-busy = 機器正忙著
trouble-storage-busy-do = 您填的都還在，沒有丟。請等一會兒，再試一次。
trouble-authorisation-expired = 委託書過期了
trouble-authorisation-expired-do = 請本人重新寫一份委託書，再來辦。
trouble-authorisation-too-long = 委託的時間太長了
trouble-authorisation-too-long-do = 委託最長一年。請退回去，改一個近一點的日子。
trouble-authorisation-not-yet = 委託書還沒到日子
trouble-authorisation-not-yet-do = 請看看委託書從哪天開始。
trouble-authorisation-out-of-scope = 委託書沒寫可以代交
trouble-authorisation-out-of-scope-do = 要寫明可以代填、代交材料。請退回去看看，或者請本人來。
trouble-authorisation-not-entitled = 要換一種委託方式
trouble-authorisation-not-entitled-do = 監護證明要監護人用，按職責要工作人員用。請退回去改一改。
trouble-authorisation-other-service = 委託的不是這件事
trouble-authorisation-other-service-do = 請換成委託書上寫的事，或者請本人來。
trouble-bad-service = 這件事現在辦不了
trouble-bad-service-do = 機器裡的表格出了問題。別的事還能辦，請告訴工作人員。
trouble-unexpected = 對不起，機器出了點問題
trouble-unexpected-do = 不是您的錯。請再試一次，或者找工作人員。
trouble-draft-unreadable = 上回填的打不開了
trouble-draft-unreadable-do = 對不起，請重新填一遍。也可以找工作人員。

still-heading = 您還在嗎？
still-lead = 要接著辦，請點一下。沒人點，{ $seconds }秒後就收起來，填的留一天。
still-lead-forget = 要接著辦，請點一下。沒人點，{ $seconds }秒後就擦掉重來。
still-lead-done = 您填的已經收好，丟不了。沒人點，{ $seconds }秒後回到開頭。
still-yes = 我在，接著辦

## Panels of the dock

dock-home = 首頁
dock-text-size = 大字
dock-voice = 語音
dock-language = 語言
dock-help = 找人幫
comfort-heading = 怎麼用著方便？
comfort-lead = 點一下就變。打了勾的，再點一下就變回來。
need-sight = 我看不清
need-hearing = 我聽不清
need-tremor = 我手抖
need-reading = 我不識字
need-wheelchair = 我坐輪椅
need-keys = 我用按鍵
need-sight-on = 字放到最大了，黑底黃字。
need-hearing-on = 說的話，現在都寫在屏幕上。
need-tremor-on = 按鍵變大了，抖一下也不要緊。
need-reading-on = 現在每樣都有圖，點一下就唸給您聽。
need-wheelchair-on = 要點的都放到下面了。
need-keys-on = 現在自己往下走，走到要的，按一下開關。有兩個開關，一個走，一個選。用鍵盤，方向鍵走，回車選。
need-off = 變回原來的樣子了。
comfort-left-hand = 我用左手
scan-seconds = 每{ $seconds }秒走一步
hold-0 = 一碰就算
hold-500 = 按住半秒才算
hold-1000 = 按住一秒才算
scan-row = 這一行：{ $names }
size-1 = 小一點
size-2 = 正常
size-3 = 大
size-4 = 更大
size-5 = 最大
palette-light = 淺色底，深色字
palette-black-on-white = 白底黑字
palette-white-on-black = 黑底白字
palette-yellow-on-black = 黑底黃字
palette-cyan-on-black = 黑底青字
palette-soft = 柔和，不刺眼
voice-heading = 說話怎麼樣？
voice-now = { $volume ->
    [0] 聲音關了。
   *[other] 聲音第{ $volume }檔，共{ $volumes }檔。
}快慢第{ $rate }檔，共{ $rates }檔。
voice-no-device = 現在沒有聲音。要說的話，都寫在屏幕下邊。
voice-again = 剛才那一頁說的是：
voice-repeat = 再說一遍
voice-read = 念給我聽
voice-pause = 停一停
voice-go-on = 接著說
voice-louder = 大聲點
voice-quieter = 小聲點
voice-faster = 快一點
voice-slower = 慢一點
voice-dark = 關掉屏幕
voice-light = 打開屏幕
dark-on = 屏幕黑了，別人看不見，您聽著辦。想看了，點一下屏幕，或者按語音，再按打開屏幕。要聽自己填的，按語音，再按念給我聽。
dark-off = 屏幕亮了
dark-without-sound = 現在聽不到聲音，關了屏幕就沒法辦了。先把聲音打開。
voice-louder-done = 第{ $step }檔。這麼大聲行嗎
voice-quieter-done = { $step ->
    [0] 聲音關了
   *[other] 第{ $step }檔。這麼小聲行嗎
}
voice-faster-done = 第{ $step }檔。這麼快行嗎
voice-slower-done = 第{ $step }檔。這麼慢行嗎
voice-louder-end = 已經最大聲了
voice-quieter-end = 聲音已經關了
voice-faster-end = 已經最快了
voice-slower-end = 已經最慢了
language-heading = 說哪種話？
language-lead = 點一下，全都跟著變。要別的話，請找工作人員，或者打{ $phone }。
language-zh-cn = 普通话，简体字
language-zh-hant = 普通話，繁體字
language-en = English
language-yue = 粤语（试用）
help-heading = 找人幫忙
help-lead = 別著急，您填的都還在，別人看不見。
help-wave = 向旁邊的工作人員招招手
help-phone-label = 打電話
help-phone = { $phone }
help-kept-label = 想先走
help-kept = 點「首頁」，可以把填的留一天。

## Parts of the window that are on many screens

page-previous = 上一頁
page-next = 下一頁
page-of = 第{ $page }頁，共{ $pages }頁
stages = 現在到：{ $now }。一共五步：{ $names }
sign-clip = 這一頁的手語
sign-clip-again = 再看一遍
review-change = 改
    .spoken = 改：{ $field }
ink-undo = 撤一筆
ink-clear = 重寫
candidates-more = 更多
writing-name = 寫字的地方，一次寫一個字
signature-name = 簽名的地方

## Pictures

picture-add = 加號
picture-apart = 分開的兩個人
picture-ask = 問號
picture-baby = 娃娃
picture-back = 往回的箭頭
picture-badge = 工作牌
picture-bandage = 創可貼
picture-bankbook = 存摺
picture-bars-1 = 一格
picture-bars-2 = 兩格
picture-bars-3 = 三格
picture-bars-4 = 四格
picture-bed = 床
picture-bell = 鈴鐺
picture-bowl = 飯碗
picture-brain = 腦袋裡有閃電
picture-briefcase = 公文包
picture-broken = 破了的卡
picture-building = 樓
picture-bundle = 提包
picture-bus-card = 公交車
picture-calendar = 日曆
picture-camera = 照相機
picture-caption = 字幕
picture-car = 汽車
picture-card = 卡
picture-card-star = 帶星的卡
picture-care-home = 有愛心的房子
picture-chair = 椅子
picture-change = 來回的箭頭
picture-check = 對勾
picture-child = 小孩
picture-clock = 鍾
picture-clock-10 = 十點的鐘
picture-clock-2 = 兩點的鐘
picture-clock-3 = 三點的鐘
picture-clock-9 = 九點的鐘
picture-collect = 手托著紙
picture-couple = 一對人和愛心
picture-dark = 劃掉的屏幕
picture-disability-bundle = 輪椅和加號
picture-disability-card = 有輪椅的證
picture-disability-money = 輪椅和錢
picture-document = 一張紙
picture-dots-1 = 一個點
picture-dots-2 = 兩個點
picture-dots-3 = 三個點
picture-dots-4 = 四個點
picture-drip = 吊瓶
picture-drop = 一滴血
picture-ear = 耳朵
picture-ear-off = 劃掉的耳朵
picture-east = 往右的箭頭
picture-elder = 拄拐的老人
picture-elder-card = 有柺杖的證
picture-elder-money = 老人和錢
picture-emergency-help = 救生圈
picture-erase = 擦掉的記號
picture-eye = 眼睛
picture-eye-off = 劃掉的眼睛
picture-face-1 = 生氣的臉
picture-face-2 = 難過的臉
picture-face-3 = 平常的臉
picture-face-4 = 笑臉
picture-face-5 = 大笑的臉
picture-fall = 滑倒的人
picture-falls = 滑倒好幾次的人
picture-family = 房子裡一家人
picture-faster = 快進的箭頭
picture-field = 小苗
picture-fingerprint = 指紋
picture-fire = 火
picture-flood = 水邊的房子
picture-forget = 腦袋裡有問號
picture-forward = 往前的箭頭
picture-fuel = 加油機
picture-globe = 地球
picture-hammer = 錘子
picture-hand-left = 左手
picture-hand-money = 手托著錢
picture-hand-off = 劃掉的手
picture-heart-hands = 手托著愛心
picture-heart-pain = 愛心和心跳
picture-helper = 招手的人
picture-home = 有門的房子
picture-home-rail = 有扶手的房子
picture-home-visit = 房子旁邊一個人
picture-hospital = 醫院
picture-hospital-trip = 救護車
picture-house = 房子
picture-household = 戶口本
picture-id-card = 身份證
picture-info = 小寫的i
picture-keep = 收好的盒子
picture-key = 鑰匙
picture-keypad = 數字鍵
picture-lamp = 燈泡
picture-light = 屏幕
picture-lily = 花
picture-list = 一行一行的字
picture-lock = 鎖
picture-lost = 放大鏡找卡
picture-lungs = 肺
picture-mail = 信封
picture-man = 男人
picture-many = 疊著的兩張
picture-map-pin = 地點的記號
picture-message = 帶點的話框
picture-mind = 腦袋裡打圈
picture-mobile = 手機
picture-money = 錢
picture-mute = 打叉的話框
picture-neighbours = 兩座房子
picture-no = 叉
picture-no-money = 劃掉的錢
picture-no-slip = 鞋
picture-office = 插旗的大樓
picture-online = 信號
picture-other = 一排三個點
picture-palette = 半黑半白的圓
picture-pause = 兩道豎線
picture-pen = 筆
picture-pension-check = 人和對勾
picture-pension-join = 人和加號
picture-pension-start = 人和錢
picture-person = 一個人
picture-phone = 電話
picture-picture = 一幅畫
picture-pill = 藥片
picture-plane = 飛機
picture-pressure = 量血壓的表
picture-printer = 打印機
picture-purse = 錢包
picture-puzzle = 拼圖
picture-repeat = 轉圈的箭頭
picture-residence = 大樓
picture-resume = 播放的三角
picture-ribbon = 絲帶
picture-safety-net = 傘
picture-scan-face = 框裡的臉
picture-school = 書
picture-search = 放大鏡
picture-shaking-hand = 發抖的手
picture-shirt = 衣服
picture-shower = 淋浴
picture-sign-hands = 打手語的手
picture-signature = 簽名
picture-signed-paper = 簽了字的紙
picture-silent = 不出聲的喇叭
picture-size-1 = 最小的字
picture-size-2 = 平常的字
picture-size-3 = 大字
picture-size-4 = 更大的字
picture-size-5 = 最大的字
picture-skip = 跳過去的箭頭
picture-slip = 小票
picture-slower = 往回的兩個箭頭
picture-speaker-louder = 喇叭和加號
picture-speaker-quieter = 喇叭和減號
picture-speech = 話框
picture-speech-local = 話框裡的房子
picture-stairs = 樓梯
picture-star = 星星
picture-stop-pay = 停住的圓
picture-stove = 鍋和火
picture-suitcase = 箱子
picture-sunrise = 升起的太陽
picture-sunset = 落下的太陽
picture-switch = 按鈕
picture-text-size = 大小兩個字
picture-thermometer = 體溫計
picture-threshold = 打叉的門
picture-toilet = 馬桶
picture-touch = 點的手指
picture-transplant = 愛心和箭頭
picture-two-people = 兩個人
picture-umbrella = 打傘的人
picture-undo = 彎回來的箭頭
picture-unsure = 圓圈裡的問號
picture-voice = 喇叭
picture-walk = 走路的人
picture-warning = 感嘆號
picture-west = 往左的箭頭
picture-wheelchair = 輪椅
picture-woman = 女人

## The slip and the take-home list, on 80 mm paper: about ten large characters a line, they wrap

slip-hall = { $hall }
slip-done =
    交上了，
    已經收好
    .spoken = 交上了，已經收好
slip-services = 您辦的是
slip-number-title = 您的號碼
    .spoken = { "" }
slip-number = { $number }
    .spoken = 您的號碼是：{ $spoken }
slip-proof = 查詢碼：{ $code }
    .spoken = 查詢碼是：{ $code }
slip-time =
    收下時間：
    { $day } { $time }
    .spoken = 收下時間是{ $day }{ $time }
slip-promise =
    最晚 { $day } 前
    告訴您結果
    .spoken = 最晚{ $day }前，告訴您結果
slip-promise-today = 今天就告訴您結果
slip-promise-unset = 辦好了會告訴您
slip-told = 怎麼告訴您：{ $way }
slip-bring-title = 下次請帶來
slip-item = { $number }. { $what }
    .spoken = 第{ $number }，{ $what }
slip-next = 下一步：{ $what }
slip-code-caption = 用手機掃一掃，看辦到哪一步
slip-number-only = 沒有手機也行：在這裡憑上面的號碼和查詢碼，就能查進度
slip-phone = 有事請打：{ $phone }
    .spoken = 有事請打電話：{ $phone }
slip-head = 存證碼 { $head }
    .spoken = 小票最下面印著存證碼，不用記。
slip-keep = 這張小票請收好
slip-code-title = 取件碼
slip-code-until =
    留到：
    { $day }
    .spoken = 留到{ $day }
slip-code-how = 回來點「接著辦」，按這個碼
slip-list-title = 辦事清單
slip-list-service = 要辦：{ $service }
slip-list-papers = 要帶這些
slip-list-no-papers = 什麼都不用帶
slip-list-place = 去哪裡辦：{ $place }
slip-list-hours = 什麼時候：{ $hours }
slip-list-fee = 要交錢嗎：{ $fee }
slip-list-limit = 要等多久：{ $limit }
slip-list-law = 依據
slip-list-code-caption = 用手機掃一掃，把清單帶走
slip-list-day = { $day }打印
    .spoken = 清單打印好了，請拿好。

## The status page behind the slip's QR code (a web page of the platform)

web-title = 辦件進度
web-unknown-title = 還沒送到平臺
web-unknown = 還沒送到平臺，憑條上的號碼不會丟。過一會兒再看，或打電話問。
web-slip = 憑條號
web-number = 辦件編號
web-case = 第 { $place } 件
web-steps = 辦理的五個步驟
web-stage-apply = 申請
web-stage-review = 審核
web-stage-handle = 辦理
web-stage-feedback = 反饋
web-stage-rate = 評價
web-step-over = 已完成
web-step-now = 現在
web-step-ahead = 還沒到
web-status-received = 平臺已經收到您的申請，正在審核。
web-status-pre_accepted = 材料已經看過，正在審核。
web-status-needs_correction = 有材料需要補正，請看下面。
web-status-accepted = 已經受理，正在辦理。
web-status-not_accepted = 決定不予辦理，理由在下面。
web-status-withdrawn = 申請已經撤回。
web-status-done = 已經辦結，可以領取結果。
web-corrections = 請補正這些
web-corrections-where = 帶上憑條，到大廳窗口補。也可以打電話問。
web-deadline = 最晚 { $day } 補正。
web-updated = { $day } 更新
web-phone = 不明白？打電話：
