using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PartyNet.Web.Pages.StyleGuide;

/// <summary>
/// Every component on one page, where the browser tests look at them. It has no route outside Development
/// (<see cref="Hosting.PageHosting"/>).
/// </summary>
[AllowAnonymous]
public sealed class StyleGuideModel : PageModel
{
    [BindProperty]
    public SampleForm Form { get; set; } = new();

    public void OnGet()
    {
    }

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(Form.FullName))
            ModelState.AddModelError("Form.FullName", "Nhập họ và tên.");
        if (!Form.Phone.All(c => char.IsDigit(c) || c is ' ' or '.' or '+'))
            ModelState.AddModelError("Form.Phone", "Số điện thoại chỉ gồm chữ số.");
        if (Form.Platform.Length == 0)
            ModelState.AddModelError("Form.Platform", "Chọn một mạng xã hội.");
        if (Form.Purposes.Count == 0)
            ModelState.AddModelError("Form.Purposes", "Chọn ít nhất một mục.");
        if (Form.Unit.Length == 0)
            ModelState.AddModelError("Form.Unit", "Chọn một chi bộ.");
        if (Form.Reason.Length == 0)
            ModelState.AddModelError("Form.Reason", "Nêu lý do.");
        if (!Form.Attested)
            ModelState.AddModelError("Form.Attested", "Đánh dấu để xác nhận trước khi nộp.");
        if (Form.FullName == "xung đột")
            ModelState.AddModelError("", "Bản kê khai này vừa được thay đổi ở nơi khác.");
        return Page();
    }

    public sealed class SampleForm
    {
        public string FullName { get; set; } = "";
        public string Phone { get; set; } = "";
        public string Platform { get; set; } = "";
        public List<string> Purposes { get; set; } = [];
        public string Unit { get; set; } = "";
        public string Reason { get; set; } = "";
        public string Password { get; set; } = "";
        public bool Attested { get; set; }
    }
}
