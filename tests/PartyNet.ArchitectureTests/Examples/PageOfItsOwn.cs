using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PartyNet.ArchitectureTests.Examples;

/// <summary>What no page may be, were it about a unit; here to show that the rules find it.</summary>
public sealed class PageOfItsOwn : PageModel
{
    [BindProperty(SupportsGet = true, Name = "sau")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string? Search { get; private set; }

    public void OnGet([FromQuery(Name = "truoc")] string? earlier, int number) => Search = $"{earlier ?? Request.Query["q"]}{number}";
}
