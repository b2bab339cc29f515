using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Where the caller is signed in, and the end of what is not theirs. For every user, whether a member or not.</summary>
public sealed class SessionsModel(ListMySessions listMySessions, EndMySessions endMySessions) : PageModel
{
    public IReadOnlyList<MySession> Sessions { get; private set; } = [];

    /// <summary>How many have just been ended; null where nobody asked.</summary>
    [BindProperty(Name = MyDataLinks.JustEnded, SupportsGet = true)]
    public int? Ended { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sessions = (await listMySessions.HandleAsync(cancellationToken)).Value;

    /// <param name="session">Which one; null for all others.</param>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "phien")] Guid? session, CancellationToken cancellationToken)
    {
        // What is no number of a session names one that there is not, never all of them.
        if (!ModelState.IsValid)
            return NotFound();
        var ended = await endMySessions.HandleAsync(new EndMySessions.Command(session), cancellationToken);
        return ended.IsError ? this.WithErrors(ended.Errors) : Redirect(MyDataLinks.SessionsAfterEnd(ended.Value));
    }

    public static string Title(MySession session) =>
        session.IsThis ? $"{session.Device ?? "Không rõ loại máy"} – phiên đang dùng" : session.Device ?? "Không rõ loại máy";
}
