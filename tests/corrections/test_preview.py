"""What a correction would change, told before it is made."""

from said import metric, report, section

from guoban.corrections import preview


def test_a_merge_makes_one_of_two(office):
    found = preview(office, [], [report(office, "merge", 1)])
    assert [one.department for one in found.before] == ["青石县水利局", "青石县柳河镇"]
    assert len(found.after) == 1
    assert found.after[0].characters == sum(one.characters for one in found.before)
    assert found.after[0].metrics == sum(one.metrics for one in found.before)
    assert found.unfit == ()


def test_an_edit_concerns_its_report_alone(office):
    found = preview(office, [], [report(office, "edit", 0, department="青石县水务局")])
    assert [one.department for one in (*found.before, *found.after)] == ["青石县水利局", "青石县水务局"]
    assert found.before[0].metrics == found.after[0].metrics


def test_another_role_of_a_heading_turns_actuals_into_targets(office):
    found = preview(office, [], [section(office, 0, "plan")])
    assert found.after[0].targets > found.before[0].targets
    assert found.before[0].roles != found.after[0].roles


def test_what_would_fit_no_more_is_told(office):
    said = [metric(office, "edit", "第2位", indicator="税收位次")]
    still = preview(office, said, [report(office, "merge", 1)])
    assert still.unfit == ()
    assert preview(office, said, []).before == ()
