"""TikTok Ads Manager custom and scheduled reports (XLSX and CSV), by day or for a whole period.

Belongs here: headers, totals row and file name of the custom report. Not here: the campaign list of the overview page
(`campaign_list`). Click-through and conversion rates are fractions here and percents there: neither is read.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals

ENTITIES = (
    Field(to="account_id", names=("Account ID", "Advertiser ID")),
    Field(to="account_name", names=("Account name", "Advertiser name", "アカウント名", "계정 이름")),
    Field(to="campaign_id", names=("Campaign ID", "キャンペーンID", "캠페인 ID")),
    Field(to="campaign_name", names=("Campaign name", "キャンペーン名", "캠페인 이름")),
    Field(to="ad_group_id", names=("Ad group ID", "広告グループID", "광고 그룹 ID")),
    Field(to="ad_group_name", names=("Ad group name", "広告グループ名", "광고 그룹 이름")),
    Field(to="ad_id", names=("Ad ID", "広告ID", "광고 ID")),
    Field(to="ad_name", names=("Ad name", "広告名", "광고 이름")),
    Field(to="objective_exported", names=("Advertising objective", "Objective", "広告の目的", "광고 목표")),
)

MEASURES = (
    Field(to="spend_original", names=("Cost", "Total cost", "コスト", "비용")),
    Field(to="impressions", names=("Impressions", "Impression", "インプレッション", "노출수")),
    Field(to="clicks", names=("Clicks (all)", "クリック(すべて)", "클릭수(전체)")),
    Field(to="link_clicks", names=("Clicks (destination)", "クリック(誘導先)", "클릭수(목적지)")),
    Field(to="conversions", names=("Conversions", "Conversion", "コンバージョン", "전환수")),
    Field(to="conversion_value_original", names=("Gross revenue (Shop)", "Gross revenue")),
    Field(to="video_views", names=("Video views", "動画視聴数", "동영상 조회수")),
    Field(to="results", names=("Results", "Result", "結果", "결과")),
    Field(to="engagements", names=("Engagements",)),
    Field(to="likes", names=("Paid likes", "Likes")),
    Field(to="comments", names=("Paid comments", "Comments")),
    Field(to="shares", names=("Paid shares", "Shares")),
    Field(to="follows", names=("Paid followers", "Paid follows", "Follows")),
    Field(to="reach", names=("Reach", "リーチ", "도달")),
    Field(to="currency", names=("Currency", "通貨", "통화")),
)

GENDERS = {
    **dict.fromkeys(("female", "女性", "여성"), "female"),
    **dict.fromkeys(("male", "男性", "남성"), "male"),
    **dict.fromkeys(("unknown", "不明", "알 수 없음"), "unknown"),
}
BREAKDOWNS = (
    Field(to="age", names=("Age", "年齢", "나이", "연령")),
    Field(to="gender", names=("Gender", "性別", "성별"), values=GENDERS),
    Field(to="country", names=("Country/Region", "Country", "국가/지역")),
    Field(to="placement", names=("Placement", "プレースメント", "노출 위치")),
)

UNREAD = (
    Field(to="unsupported", names=("By Hour", "Hour", "By Week", "By Month", "時間別", "시간별")),
    Field(to="unsupported", names=("Platform", "Operating system", "Language", "Region", "Province", "Interest")),
)
DAY = Field(to="day", names=("By Day", "Day", "Date", "日別", "일별"))
TOTALS = Totals(label=r"^total of [\d,.]+ results?$|^全[\d,]+件の結果$|^총 [\d,]+개(의)? 결과$")
CONSTANTS = {"conversion_definition": "tiktok_conversions", "video_view_definition": "any_play"}
# "..._20220101-20221231 (1).xlsx" and "...-(2025-07-02 to 2025-07-09).xlsx"
FILE_PERIOD = (r"_(\d{8})-(\d{8})(?!\d)", r"\((\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})\)")
OWN_HEADERS = (
    "by day",
    "日別",
    "일별",
    "clicks (destination)",
    "ctr (destination)",
    "クリック(誘導先)",
    "클릭수(목적지)",
    "advertising objective",
    "conversion rate (cvr)",
    "gross revenue (shop)",
)

ADVICE = {
    "day": "In TikTok Ads Manager > Reporting > Custom report add the dimension By Day, then export again",
    "ids": "Add the columns Campaign ID, Ad group ID and Ad ID: names can change, ids cannot",
    "period": "Add the dimension By Day, or keep the file name TikTok gave it: it carries the date range",
    "currency": "Add the column Currency, or declare the account with its currency in smm.yaml",
    "account": "Add the column Account ID, or declare the account in smm.yaml",
    "unsupported": "Remove that dimension (keep By Day) and export again",
    "again": "Export the report again from TikTok Ads Manager and drop the file in unopened, without editing it",
}

REPORT = Report(
    network="tiktok",
    report="ads",
    name="custom_report",
    title="TikTok Ads custom report",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, DAY, *MEASURES, *BREAKDOWNS, *UNREAD),
    signature=Signature(
        needs=("spend_original", ("impressions", "link_clicks", "clicks", "conversions", "video_views")),
        header=OWN_HEADERS,
        forbids=("primary status", "一級ステータス", "기본 상태"),
    ),
    totals=TOTALS,
    constants=CONSTANTS,
    file_period=FILE_PERIOD,
    advice=ADVICE,
)

REPORTS = (REPORT,)
