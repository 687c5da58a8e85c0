"""VK community statistics: the long form, the wide form, and what neither of them is."""

LONG = "Дата;Критерий;Параметр 1;Параметр 2;Значение\n"


def test_metrics_and_people_of_the_long_form_go_to_two_tables(read_sample, rows):
    metrics, people = read_sample("statistika_soobshchestva_2026-06.csv")
    newest = metrics.frame[metrics.frame["period_start"].astype(str) == "2026-06-14"]
    assert rows(newest, ("row_number", "metric", "value")) == [
        (2, "visitors", 310),
        (3, "page_views", 900),
        (4, "followers_gained", 12),
        (5, "followers_lost", 5),
        (6, "followers", 4807),
        (7, "reach", 2150),
        (9, "likes", 41),
    ]
    assert rows(people.frame, ("row_number", "audience", "dimension", "bucket", "gender", "people")) == [
        (10, "visitors", "gender", "female", None, 180),
        (11, "visitors", "gender", "male", None, 130),
        (12, "visitors", "age+gender", "от 18 до 21", "female", 40),
        (13, "visitors", "age+gender", "до 18", "male", 15),
        (14, "visitors", "city", "Казань", None, 90),
    ]


def test_a_metric_split_further_is_not_added_to_the_whole(read_bytes, rows):
    text = LONG + "14.06.2026;Уникальные посетители;;;310\n14.06.2026;Уникальные посетители;Мобильные;;200\n"
    (part,) = read_bytes("stats.csv", text.encode("cp1251"))
    assert rows(part.frame, ("metric", "value")) == [("visitors", 310)]
    assert ["not read" in problem.seen for problem in part.summary.problems] == [True]


def test_people_who_visit_are_not_added_up(read_sample):
    metrics, _ = read_sample("statistika_soobshchestva_2026-06.csv")
    people = metrics.frame[metrics.frame["metric"].isin(["visitors", "followers", "reach"])]
    assert not people["is_additive"].astype(bool).any()
    assert set(people["unit"]) == {"people"}


def test_a_file_without_people_has_no_part_for_them_and_the_other_way_round(read_bytes):
    text = LONG + "14.06.2026;Просмотры;;;900\n15.06.2026;Просмотры;;;910\n"
    assert [part.report for part in read_bytes("stats.csv", text.encode("cp1251"))] == ["community_long"]
    text = LONG + "14.06.2026;Пол;Женщины;;180\n15.06.2026;Пол;Женщины;;190\n"
    assert [part.report for part in read_bytes("stats.csv", text.encode("cp1251"))] == ["community_audience"]


def test_the_same_metric_of_a_day_twice_counts_once(read_bytes):
    text = LONG + "14.06.2026;Просмотры;;;900\n14.06.2026;Просмотры;;;900\n"
    (part,) = read_bytes("stats.csv", text.encode("cp1251"))
    assert (part.summary.rows_accepted, part.summary.rows_rejected) == (1, 1)


def test_a_blank_cell_of_the_wide_form_is_no_zero(read_sample, rows):
    (part,) = read_sample("grafiki_soobshchestva.csv")
    newest = part.frame[(part.frame["row_number"] == 4) & (part.frame["metric"] == "shares")]
    assert rows(newest, ("metric", "value")) in ([], [("shares", None)])


def test_followers_reached_are_not_taken_for_everybody_reached(read_sample, rows):
    (part,) = read_sample("grafiki_soobshchestva.csv")
    reach = part.frame[part.frame["metric"] == "reach"]
    assert rows(reach, ("value",)) == [(2000,), (1980,), (2150,)]


def test_ads_are_not_taken_for_community_statistics(read_sample):
    (part,) = read_sample("obyavleniya_po_dnyam_cp1251.csv")
    assert part.report == "ads"
