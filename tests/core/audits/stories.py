"""Reports of similar visits, and copies of one, to try the measure of copying on."""

ENGLISH = (
    "I entered the shop at ten past three. Two guides were talking behind the counter"
    " and one of them came over after about four minutes. She asked whether she could"
    " help, and I said I was looking for a ring for my wife. She showed me three "
    "rings without asking what my wife likes. I asked for the price of the second "
    "one, and she read it from the tag. When I said I would think about it she gave "
    "me a card.",
    "At half past eleven I walked in and was greeted by a young man at the door. He "
    "asked who the present was for and what she usually wears. We sat down at a table"
    " and he brought a tray with two rings, explaining the gold and the stone of "
    "each. He told me the price of both before I asked. I said that I wanted to think"
    " it over. He wrote his name on the back of a leaflet and wished me a good day.",
    "The shop was full when I came in shortly after five. Nobody looked up for nine "
    "minutes. A woman then asked me to wait a little longer because she was alone. "
    "When it was my turn she apologised, asked about the occasion, and showed me a "
    "bracelet and a ring. The price was on a small tag which I could not read, so I "
    "asked. She said it was on offer only today. I left without a card.",
    "Upon arrival just after three in the afternoon I noticed a pair of guides "
    "chatting at the till. Around four minutes passed before one approached and "
    "offered assistance. I told her I wanted a ring for my wife; she put three in "
    "front of me but never asked about taste. She gave me the price of the second "
    "when I asked, reading the label. I said I needed time and received her business "
    "card.",
    "I came in at 15:40. A guide said hello at once and asked what I was looking for."
    " I said a ring. She asked about my budget and I said I had none in mind. She "
    "showed me two rings and named the prices. She did not ask for my phone number. I"
    " said I would think about it and she thanked me.",
    "I came in at 11:05. A guide nodded at me and went on with another customer. "
    "After six minutes she asked what I was looking for. I said a ring for my wife. "
    "She showed me four rings, and named no price until I asked. She asked for my "
    "phone number twice. I said I would think about it and she turned away.",
)
"""Six reports; the first and the fourth tell of one visit in two people's words."""
CHINESE = (
    "下午三点十分我进店，两位导购在柜台后面聊天，大约四分钟后其中一位走过来问我需要什"
    "么。我说想给太太买一枚戒指。她没有问太太喜欢什么，直接拿出三枚戒指。我问第二枚多"
    "少钱，她看着标签念给我听。我说再考虑一下，她给了我一张名片。",
    "十一点半我走进店里，门口的小伙子马上打招呼，问是送给谁的、平时戴什么款式。我们坐"
    "下来，他端来一个托盘，里面有两枚戒指，把金和石头都讲清楚了。我还没问，他就先说了"
    "两枚的价格。我说想再想想，他在宣传册背面写下名字，祝我一天愉快。",
    "五点多进店的时候人很多，等了九分钟没有人理我。后来一位女士说店里只有她一个人，请"
    "我再等等。轮到我时她先道歉，问是什么场合，给我看了一条手链和一枚戒指。价格标签太"
    "小看不清，我只好开口问。她说只有今天打折。我走的时候没有拿到名片。",
    "三点刚过我到了店里，看到两个导购在收银台边说话。过了差不多四分钟才有一个过来招呼"
    "我。我告诉她想买戒指送老婆，她摆出三枚，但是没问喜好。问到第二枚的价钱，她照着价"
    "签报了价。我说还要考虑，她递给我名片。",
)
"""Four reports; the first and the last tell of one visit in two people's words."""
