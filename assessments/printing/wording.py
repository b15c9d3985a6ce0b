"""Words of official papers, as Công văn 7991 and the graduation exam print them."""

FORMS = {
    "choice": "Nhiều lựa chọn",
    "statements": "“Đúng – Sai”",
    "short": "Trả lời ngắn",
    "essay": "Tự luận",
}
LEVELS = {"know": "Biết", "understand": "Hiểu", "apply": "Vận dụng"}
PARTS = {
    "choice": (
        "Câu trắc nghiệm nhiều phương án lựa chọn.",
        "Thí sinh trả lời từ câu 1 đến câu {n}. Mỗi câu hỏi thí sinh chỉ chọn một phương án.",
    ),
    "statements": (
        "Câu trắc nghiệm đúng sai.",
        "Thí sinh trả lời từ câu 1 đến câu {n}. Trong mỗi ý a), b), c), d) ở mỗi câu, thí sinh chọn "
        "đúng hoặc sai.",
    ),
    "short": (
        "Câu trắc nghiệm trả lời ngắn.",
        "Thí sinh trả lời từ câu 1 đến câu {n}.",
    ),
    "essay": ("Tự luận.", "Thí sinh trình bày bài làm từ câu 1 đến câu {n}."),
}
ROMAN = ("I", "II", "III", "IV")
KINDS = {
    "practice": "Bài luyện tập",
    "regular": "Đề kiểm tra thường xuyên",
    "midterm": "Đề kiểm tra giữa kì",
    "final": "Đề kiểm tra cuối kì",
    "survey": "Đề khảo sát",
}
