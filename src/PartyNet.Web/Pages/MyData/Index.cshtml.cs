using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Members;
using PartyNet.Domain.Text;
using PartyNet.Web.Frame;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Everything the registry holds about the member, for the member.</summary>
public sealed class IndexModel(GetMyData getMyData, IPageFrame frame) : PageModel
{
    public MyRecord Data { get; private set; } = null!;
    public HelpContact? Help { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Data = (await getMyData.HandleAsync(cancellationToken)).Value;
        Help = (await frame.GetAsync(cancellationToken)).OwnHelp;
    }

    /// <summary>Old papers often give the year alone.</summary>
    public static string Birth(MyFacts facts) =>
        facts.BirthDate is { } day
            ? VietnamTime.Date(day)
            : facts.BirthYear?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public static string Day(DateOnly? day) => day is { } known ? VietnamTime.Date(known) : "";
}
