"""The sentences for notes and errors, by code.

Sentences are written in Chinese and translated by `guoban.locale`; the blanks are the record's `details`.
"""

from guoban.errors import GuobanError
from guoban.locale import translate
from guoban.records import Note

# Filled by each step's author: code -> sentence with {blanks}. Every code that is raised or noted stands here.
MESSAGES: dict[str, str] = {
    "lexicon_shape": "词表 {name} 的格式不对：最外层应为键值。",
    "file_missing": "找不到文件 {name}：请检查路径。",
    "file_folder": "{name} 是文件夹：请给出其中的文件。",
    "file_special": "{name} 不是普通文件，不能读取。",
    "file_denied": "没有权限读取文件 {name}：请检查文件权限，或先关闭占用它的程序。",
    "file_unreadable": "读取文件 {name} 时出错：{reason}。",
    "file_empty": "文件 {name} 是空的。",
    "file_blank": "文件 {name} 里只有空白，没有文字。",
    "file_too_large": "文件 {name} 超过 {limit} MB 的上限：请拆分后再试，或用环境变量 GUOBAN_MAX_FILE_MB 调高上限。",
    "file_password": "文件 {name} 设了打开密码：请先取消密码，另存后再试。",
    "file_slow": "读取文件 {name} 超过 {limit} 秒的上限，已停止：请拆分后再试，或用环境变量 {variable} 调高上限。",
    "file_memory": "读取文件 {name} 要用的内存超过 {limit} MB 的上限，已停止：请拆分后再试，或用环境变量 {variable} 调高上限。",
    "file_crashed": "读取文件 {name} 的程序出错退出，文件可能已损坏：请用 Word 或 WPS 打开后另存再试。",
    "file_damaged": "文件 {name} 已损坏，读不出来：请用 Word 或 WPS 打开后另存再试。",
    "office_missing": "文件 {name} 是 {kind} 格式，读取时要用 LibreOffice，本机没有找到：请安装 LibreOffice，或用 Word、WPS 打开后另存为 docx。",
    "office_failed": "文件 {name}（{kind}）用 LibreOffice 打不开，可能已损坏：请用 Word 或 WPS 打开后另存为 docx 再试。",
    "ocr_missing": '文件 {name} 是图片或扫描件，读取时要用文字识别组件，没有装：请运行 pip install "guoban[ocr]"，或提供有文字的文件。',
    "ocr_pages": "有 {count} 页的文字由图片识别得来，可能有错：请与原件核对，尤其是数字。",
    "ocr_unsure": "图片中有 {count} 行字认得不太准：请与原件核对。",
    "ocr": "由图片识别，请与原件核对。",
    "picture_broken": "图片 {name} 不完整或已损坏，打不开：请重新取得这个文件。",
    "picture_too_large": "图片 {name} 超过 {limit} 百万像素的上限：请缩小或拆分后再试，或用环境变量 {variable} 调高上限。",
    "archive_broken": "文件 {name} 不完整或已损坏，打不开：请重新取得这个文件。",
    "archive_method": "文件 {name} 用了不支持的压缩方法：请用普通 ZIP 方式重新压缩。",
    "archive_members": "文件 {name} 里的文件超过 {limit} 个的上限：请拆分后再试，或用环境变量 {variable} 调高上限。",
    "archive_unpacked": "文件 {name} 解压后超过 {limit} MB 的上限，已停止：请拆分后再试，或用环境变量 {variable} 调高上限。",
    "archive_ratio": "文件 {name} 解压后胀大到 {limit} 倍以上，不像正常文件，已停止；确认无误时可用环境变量 {variable} 调高上限。",
    "xml_broken": "文件 {name} 的内容不完整或已损坏：请用 Word 或 WPS 打开后另存再试。",
    "xml_doctype": "文件 {name} 里有正常的 Office 文件不会有的文档类型声明（可能是恶意文件），没有读取：请用 Word 或 WPS 另存后再试。",
    "text_numbers": "文件 {name} 里的数字超过 {limit} 个的上限：请拆分后再试，或用环境变量 {variable} 调高上限。",
    "file_kind": "文件 {name} 的内容是 {kind}，这种格式不能读：请另存为 docx、pdf 或 txt 后再试。",
    "file_binary": "文件 {name} 是二进制文件，不是文字：请另存为 txt 后再试。",
    "docx_no_text": "文件 {name} 里找不到正文，不是完整的 Word 文件：请用 Word 或 WPS 打开后另存再试。",
    "docx_pictures": "文件 {name} 里只有图片，没有文字，可能是扫描件：请提供有文字的文件，或把图片识别成文字后再试。",
    "docx_part_unread": "文件里有 {count} 处嵌入的其他文件没有读：请打开原文件核对，需要时把内容粘贴到正文。",
    "numbering_generated": "有 {count} 个编号是 Word 自动生成的，已按 Word 的规则写出。",
    "member_climbs": "压缩包里 {name} 的路径指向压缩包之外（可能是恶意文件），没有读取。",
    "member_twice": "{name} 与 {same} 内容完全相同，只读一次。",
    "members_skipped": "略过 {count} 个不是报告的文件（空文件、临时文件、系统文件）：{names}。",
    "archive_nested": "压缩包里的压缩包 {name} 套得太深（最多 {limit} 层），没有读取：请解压后再试，或用环境变量 {variable} 调高上限。",
    "archive_empty": "文件 {name} 里没有可读的文件。",
    "archive_unread": "{name} 里的 {count} 个文件都没有读成。第一个的原因：{first}",
    "html_no_text": "网页 {name} 里没有正文：可能只存了框架，请在浏览器里打开原网页，另存为“网页，全部”或复制文字后再试。",
    "pdf_broken": "文件 {name} 不是完整的 PDF，打不开：请重新取得这个文件。",
    "pdf_pages": "文件 {name} 有 {count} 页，超过 {limit} 页的上限：请拆分后再试，或用环境变量 {variable} 调高上限。",
    "pdf_scan": "文件 {name} 是扫描件，只有图片，没有文字：请提供有文字的文件，或先识别成文字。",
    "pdf_picture_pages": "有 {count} 页只有图片，没有读出文字（第 {pages} 页）：请对照原文件核对。",
    "member_untitled": "文件 {name} 里没有找到标题，以文件名为题。",
    "encoding_unknown": "没有名为 {encoding} 的文字编码：常用的有 utf-8、gb18030、big5、utf-16。",
    "encoding_wrong": "文件 {name} 按 {encoding} 读出来是乱码：请改用其他编码，或不指定编码、由程序识别。",
    "encoding_unclear": "认不出文件 {name} 的文字编码（最接近的 {encoding} 读出来也是乱码）：请用手选编码，或另存为 UTF-8 文本后再试。",
    "text_cut_off": "文件末尾的字符不完整，文件可能被截断。",
    "text_replaced": "有 {count} 个字符无法识别，显示为“�”：请核对原文件，附近的数字可能缺位。",
    "text_private_use": "有 {count} 个自造字，可能显示不出来：请核对原文件。",
    "text_control": "有 {count} 个控制字符：请核对原文件。",
    "text_invisible": "有 {count} 处看不见的字符（零宽空格、软连字符等），读取时已略过，原文未动。",
    "text_readings": "有 {count} 处注音，如“國(guó)”，读取时已略过，原文未动。",
    "lexicon_field": "词表 {name} 缺少字段 {field}，或其格式不对。",
    "completion_disagrees": "原文写明的完成率与按完成值、目标值算出的不一致：请核对。",
    "schedule_disagrees": "原文所述与序时进度的差距，与按月份算出的不一致：请核对。",
    "also_stated": "同一完成值在原文另有写明的完成率，统计任务时只计一次。",
    "reading_failed": "读取 {name} 时程序出错，详情已记入日志：请把文件和日志交给维护人员。",
    "store_full": "已打开 {count} 份汇编，没有余地再打开一份（最多 {most} 份）：请先移除一份。已打开的不受影响。",
    "units_differ": "完成值与目标值的单位写法不同，比值已换算成同一单位。",
    "declared_mismatch": "封面写明 {declared} 篇，实际找到 {found} 篇：请核对是否有报告没有分开，或文件不完整。",
    "contents_mismatch": "目录列出 {listed} 篇，正文找到 {found} 篇：请核对。",
    "contents_missing": "目录列出的“{title}”在正文中没有找到。",
    "pieces_start_late": "文件从第 {first} 篇开始，前面的报告不在其中。",
    "no_title": "没有找到报告标题，全文按一篇报告读取：请核对部门和年份。",
    "report_untitled": "第一个标题之前的文字像是一篇报告的后半部分，已单列为一篇：请核对。",
    "department_unknown": "没有找到这篇报告的单位名称：请补填。",
    "year_unknown": "没有找到这篇报告所述的年份：请补填。",
    "year_conflict": "标题写的是 {title} 年，正文说的是 {body} 年，已按正文取：请核对。",
    "heading_count": "原文说有 {announced} 个方面，后面的小标题有 {found} 个：请核对。",
    "parts_disagree": "所列各部分之和与这个总数对不上：请核对。",
    "parts_sum": "所列各部分合计 {parts}，与总数 {whole} 对不上：请核对。",
    "value_conflict": "同一指标、同一时期在这篇报告里另有不同的数值：请核对。",
    "values_differ": "“{indicator}”前后有两个数值：{first}、{second}，请核对。",
    "number_missing": "“{words}”有单位、没有数字，原文可能缺字：请核对。",
    "unit_missing": "原文没有单位，可能漏了 %：请核对。",
    "digits_damaged": "年份写成“{year}”，像是批量替换时改坏的，文中别的数字也可能改坏：这篇报告的数字都请核对。",
    "digits_suspect": "数字里像是混进了年份，可能已改坏：请核对。",
    "library_url": "文库的地址用不了：请把环境变量 {variable} 写成 sqlite:///文件路径 或 postgresql://用户:密码@主机/数据库。",
    "library_driver": '连接 PostgreSQL 要用 psycopg，没有装：请运行 pip install "guoban[postgresql]"。',
    "library_unreachable": "打不开文库 {place}：{reason}。请检查文件夹的权限，或数据库服务器是否在运行。",
    "library_newer": "文库 {place} 是用更新版本的程序建立的（表结构 {found}，本程序只认到 {known}）：请更新程序。文库没有改动。",
    "library_busy": "文库 {place} 一直被别的程序占用，没有写入：请稍后再试。",
    "library_broken": "文库 {place} 的文件已损坏，或者不是文库：请先把它另存，再用备份恢复。",
    "library_full": "文库 {place} 所在的磁盘满了，没有写入：请腾出空间后再试。",
    "document_broken": "文库里这份汇编的原文已损坏，读不出来：请用备份恢复，或重新导入原文件。",
    "compilation_missing": "文库里没有编号为 {id} 的汇编，可能已被删除。",
    "compilation_binned": "汇编 {name} 在回收站里：请先放回。",
    "compilation_not_binned": "汇编 {name} 不在回收站里：请先移除，再彻底删除。",
    "correction_missing": "文库里没有编号为 {id} 的校核记录。",
    "merge_missing": "文库里没有编号为 {id} 的合并记录。",
}


def message(code: str, details: dict[str, object] | None = None, language: str | None = None) -> str:
    """Return the sentence for `code` in `language` (zh, en; None: the current one), its blanks filled."""
    return translate(MESSAGES[code], language).format(**(details or {}))


def note_text(note: Note, language: str | None = None) -> str:
    return message(note.code, dict(note.details), language)


def error_text(error: GuobanError, language: str | None = None) -> str:
    return message(error.code, error.details, language)
