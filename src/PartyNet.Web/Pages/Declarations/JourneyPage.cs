using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>
/// A page of the journey on which a member may arrive after something was thrown away or answered: it says what was done. Where it has
/// nothing to show itself, the next one says so.
/// </summary>
public abstract class JourneyPage : PageModel
{
    [BindProperty(SupportsGet = true, Name = DeclarationLinks.JustDone)]
    public string? JustDone { get; set; }

    /// <summary>What has just been done; null for what no address of ours says.</summary>
    public JourneyChange? Done => Enum.TryParse<JourneyChange>(JustDone, out var done) ? done : null;

    /// <summary>The page that has something to show instead of this one.</summary>
    protected IActionResult Onwards(string page) => LocalRedirect(DeclarationLinks.After(page, Done));
}
