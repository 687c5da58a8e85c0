"""Header names of Business Suite content exports, shared by posts of Pages, Instagram accounts and videos.

Belongs here: names and what they count. Not here: how each export is recognised (`content_export`, `video_export`).
Columns change their order between downloads and come twice (`Views`): names alone tell them apart. Columns by
audience, country or moment of the video are shares of the same figures and are not read.
"""

from smm_assets.ingest.contract import Field

FORMATS = {
    "photo": "photo",
    "photos": "photo",
    "ảnh": "photo",
    "ig image": "photo",
    "hình ảnh trên instagram": "photo",
    "video": "video",
    "videos": "video",
    "ig video": "video",
    "sharedvideo": "video",
    "reel": "reel",
    "reels": "reel",
    "ig reel": "reel",
    "thước phim": "reel",
    "thước phim instagram": "reel",
    "ig carousel": "carousel",
    "bài viết quay vòng trên instagram": "carousel",
    "link": "link",
    "links": "link",
    "liên kết": "link",
    "text": "text",
    "status": "text",
    "văn bản": "text",
    "story": "story",
    "stories": "story",
    "ig story": "story",
    "tin": "story",
    "live": "live",
}

# "Date" says what the figures cover: Lifetime, or one day where the export was made by day.
SCOPE = Field(to="scope", names=("Date", "Ngày"), values={"lifetime": "lifetime", "trọn đời": "lifetime"})

COMMON = (
    Field(to="permalink", names=("Permalink", "Liên kết vĩnh viễn")),
    Field(to="title", names=("Title", "Tiêu đề")),
    Field(to="text_excerpt", names=("Description", "Mô tả")),
    Field(to="duration_seconds", names=("Duration (sec)", "Duration (secs)", "Thời lượng (giây)")),
    Field(to="published_at", names=("Publish time", "Thời gian đăng"), order="mdy"),
    Field(to="format", names=("Post type", "Loại bài viết"), values=FORMATS),
    SCOPE,
    Field(to="impressions", names=("Impressions", "Lượt hiển thị")),
    Field(to="views", names=("Views", "Lượt xem")),
    Field(to="reach", names=("Reach", "Số người tiếp cận")),
    Field(to="likes", names=("Reactions", "Cảm xúc", "Likes", "Lượt thích")),
    Field(to="comments", names=("Comments", "Bình luận", "Lượt bình luận")),
    Field(to="shares", names=("Shares", "Lượt chia sẻ")),
    Field(to="saves", names=("Saves", "Lượt lưu")),
    Field(to="follows", names=("Follows", "Lượt theo dõi")),
    Field(to="engagements", names=("Reactions, comments and shares", "Cảm xúc, bình luận và lượt chia sẻ")),
    Field(to="clicks", names=("Total clicks", "Tổng lượt click")),
    Field(to="link_clicks", names=("Link clicks", "Lượt click vào liên kết")),
    Field(
        to="video_views",
        names=("3-second video views", "Lượt xem video trong tối thiểu 3 giây"),
        sets={"video_view_definition": "three_seconds"},
    ),
    Field(to="watch_seconds", names=("Seconds viewed", "Số Giây xem")),
    Field(to="average_watch_seconds", names=("Average seconds viewed", "Số Giây xem trung bình")),
    Field(to="negative_feedback", names=("Negative feedback from users", "Số phản hồi tiêu cực từ người dùng")),
    Field(to="earnings_original", names=("Estimated earnings", "Thu nhập ước tính")),
)

PAGE = (
    Field(to="account_id", names=("Page ID", "ID Trang")),
    Field(to="account_name", names=("Page name", "Tên Trang")),
)

PROFILE = (
    Field(to="account_id", names=("Account ID", "ID tài khoản")),
    Field(to="account_name", names=("Account username", "Tên người dùng của tài khoản")),
    Field(to="account_name", names=("Account name", "Tên tài khoản")),
)

FILE_PERIOD = (r"([A-Z][a-z]{2}-\d{1,2}-\d{4})_([A-Z][a-z]{2}-\d{1,2}-\d{4})",)
