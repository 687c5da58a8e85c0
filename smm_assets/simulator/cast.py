"""The example shop's five channels: Meta fine, YouTube saturated, Google search small and steady, TikTok under-funded,
VK fine but reported late.

Belongs here: invented ids, names, curves and plans. Not here: types (`entities`) or behaviour.
"""

from smm_assets.simulator.entities import Ad, AdGroup, Campaign, Channel, Curve, Rename

META = Channel(
    name="meta",
    network="meta",
    currency="EUR",
    plan=(1260, 1180, 1350, 1080, 1200),
    curve=Curve(top=9.6, half=80.0, carry=0.25),
    cpm=5.2,
    ctr=0.016,
    link_share=0.78,
    origins=(("facebook", "cpc", 0.6), ("instagram", "cpc", 0.4)),
    overclaim=0.03,
    campaigns=(
        Campaign(
            campaign_id="120208845570930101",
            name="Sales – Prospecting DE",
            kind="OUTCOME_SALES",
            utm="prospecting",
            rename=Rename(age=40, name="Sales – Prospecting DE/AT"),
            groups=(
                AdGroup(
                    group_id="120208845570930211",
                    name="Broad 25–54",
                    ads=(
                        Ad(ad_id="120208845570930311", name="Mug video 15s", weight=1.3, pull=1.1),
                        Ad(ad_id="120208845570930312", name='Carousel "Morning rituals"', weight=1.0),
                    ),
                ),
                AdGroup(
                    group_id="120208845570930212",
                    name="Lookalike buyers 2%",
                    ads=(
                        Ad(
                            ad_id="120208845570930321",
                            name="Studio tour",
                            weight=1.0,
                            rename=Rename(age=10, name="Studio tour (new cut)"),
                        ),
                        Ad(ad_id="120208845570930322", name="Gift guide, autumn 🎁", weight=0.9, pull=1.2, age=70),
                    ),
                ),
            ),
        ),
        Campaign(
            campaign_id="120208845570930102",
            name="Sales – Retargeting",
            kind="OUTCOME_SALES",
            utm="retargeting",
            groups=(
                AdGroup(
                    group_id="120208845570930213",
                    name="Visitors 30 days",
                    ads=(
                        Ad(ad_id="120208845570930331", name="Reviews slideshow", weight=0.7, pull=1.5),
                        Ad(ad_id="120208845570930332", name="Free shipping reminder", weight=0.5, pull=1.4),
                    ),
                ),
                AdGroup(
                    group_id="120208845570930214",
                    name="Catalogue",
                    ads=(Ad(ad_id="120208845570930341", name="Catalogue ad", weight=0.6, pull=1.3),),
                ),
            ),
        ),
    ),
)

YOUTUBE = Channel(
    name="youtube",
    network="google",
    currency="EUR",
    plan=(690, 740, 540, 370, 460),
    curve=Curve(top=1.83, half=7.0, carry=0.35),
    cpm=6.5,
    ctr=0.009,
    link_share=1.0,
    origins=(("youtube", "cpc", 1.0),),
    reported=0.9,
    overclaim=0.008,
    partial_credit=True,
    campaigns=(
        Campaign(
            campaign_id="21880451201",
            name="Video | Brand film | DE",
            kind="Video",
            utm="brand-film",
            groups=(
                AdGroup(
                    group_id="168020114501",
                    name="In-stream 18-44",
                    ads=(Ad(ad_id="718220045101", name="Brand film 30s", weight=1.2),),
                ),
                AdGroup(
                    group_id="168020114502",
                    name="Shorts",
                    ads=(Ad(ad_id="718220045102", name="Brand film short", weight=0.8, pull=0.9),),
                ),
            ),
        ),
        Campaign(
            campaign_id="21880451202",
            name="Video | Product stories | DE",
            kind="Video",
            utm="product-stories",
            groups=(
                AdGroup(
                    group_id="168020114503",
                    name="Customer stories",
                    ads=(Ad(ad_id="718220045103", name="Customer story", weight=1.0, pull=1.2),),
                ),
            ),
        ),
    ),
)

GOOGLE = Channel(
    name="google",
    network="google",
    currency="EUR",
    plan=(240, 250, 240, 250, 250),
    curve=Curve(top=1.6, half=10.0, carry=0.1),
    cpm=24.0,
    ctr=0.052,
    link_share=1.0,
    origins=(("google", "cpc", 1.0),),
    overclaim=0.01,
    partial_credit=True,
    campaigns=(
        Campaign(
            campaign_id="21880451301",
            name="Search | Brand | DE",
            kind="Search",
            utm="brand",
            groups=(
                AdGroup(
                    group_id="168020115501",
                    name="Brand exact",
                    ads=(Ad(ad_id="718220046101", name="Brand text", weight=0.6, pull=1.6),),
                ),
            ),
        ),
        Campaign(
            campaign_id="21880451302",
            name="Search | Gifts | DE",
            kind="Search",
            utm="gifts",
            groups=(
                AdGroup(
                    group_id="168020115502",
                    name="Handmade gifts",
                    ads=(Ad(ad_id="718220046102", name="Gifts text", weight=1.0),),
                ),
            ),
        ),
    ),
)

TIKTOK = Channel(
    name="tiktok",
    network="tiktok",
    currency="USD",
    plan=(420, 340, 240, 470, 310),
    curve=Curve(top=8.4, half=62.0, carry=0.2),
    cpm=3.6,
    ctr=0.013,
    link_share=0.85,
    origins=(("tiktok", "paid_social", 1.0),),
    promo_code="TIKTOK10",
    reported=0.92,
    overclaim=0.012,
    campaigns=(
        Campaign(
            campaign_id="1807755120034561",
            name="Web sales DE",
            kind="Website conversions",
            utm="web-sales",
            groups=(
                AdGroup(
                    group_id="1807755120034671",
                    name="Interests home",
                    rename=Rename(age=9, name="Interests home + gifts"),
                    ads=(Ad(ad_id="1807755120034781", name="Pottery wheel", weight=1.1),),
                ),
                AdGroup(
                    group_id="1807755120034672",
                    name="Broad",
                    ads=(Ad(ad_id="1807755120034782", name="Unboxing", weight=1.0, pull=1.1),),
                ),
            ),
        ),
        Campaign(
            campaign_id="1807755120034562",
            name="Spark creators",
            kind="Website conversions",
            utm="creators",
            groups=(
                AdGroup(
                    group_id="1807755120034673",
                    name="Creators DE",
                    ads=(Ad(ad_id="1807755120034783", name="Creator kitchen", weight=0.8, pull=1.2, age=54),),
                ),
            ),
        ),
    ),
)

VK = Channel(
    name="vk",
    network="vk",
    currency="RUB",
    plan=(390, 370, 420, 310, 340),
    curve=Curve(top=3.3, half=30.0, carry=0.25),
    cpm=2.6,
    ctr=0.0085,
    link_share=1.0,
    origins=(("vk", "cpc", 1.0),),
    reported=0.93,
    overclaim=0.006,
    campaigns=(
        Campaign(
            campaign_id="14420761",
            name="Продажи — подарки",
            kind="Покупки на сайте",
            utm="podarki",
            groups=(
                AdGroup(
                    group_id="88410231",
                    name="Интересы: дом",
                    ads=(
                        Ad(ad_id="150220411", name="Кружки — видео", weight=1.0, pull=1.1),
                        Ad(ad_id="150220412", name="Кружки — карусель", weight=0.8),
                    ),
                ),
                AdGroup(
                    group_id="88410232",
                    name="Похожие на покупателей",
                    ads=(Ad(ad_id="150220413", name="Отзывы", weight=0.8, pull=1.2),),
                ),
            ),
        ),
        Campaign(
            campaign_id="14420762",
            name="Продажи — каталог",
            kind="Покупки на сайте",
            utm="katalog",
            groups=(
                AdGroup(
                    group_id="88410233",
                    name="Ретаргетинг",
                    ads=(Ad(ad_id="150220414", name="Каталог", weight=0.5, pull=1.4),),
                ),
            ),
        ),
    ),
)

CHANNELS: tuple[Channel, ...] = (META, YOUTUBE, GOOGLE, TIKTOK, VK)
