using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Text;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>How an installation stands, in words.</summary>
public static class InstallationWords
{
    public static string Name(FindingState state) => state switch
    {
        FindingState.Good => "Tốt",
        FindingState.Attention => "Cần chú ý",
        FindingState.Broken => "Hỏng",
    };

    public static StatusKind Kind(FindingState state) => state switch
    {
        FindingState.Good => StatusKind.Success,
        FindingState.Attention => StatusKind.Warning,
        FindingState.Broken => StatusKind.Error,
    };

    /// <summary>"Cả 12 mục đều tốt", or "Hỏng 1 mục, cần chú ý 2 mục trong 12 mục".</summary>
    public static string Summary(Examination found)
    {
        var all = Numbers.Text(found.Findings.Count);
        var wrong = new[] { FindingState.Broken, FindingState.Attention }
            .Where(state => found.Count(state) > 0)
            .Select(state => $"{Name(state).WithinSentence()} {Numbers.Text(found.Count(state))} mục")
            .ToList();
        if (wrong.Count == 0)
            return $"Cả {all} mục đều tốt";
        var listed = string.Join(", ", wrong);
        return $"{char.ToUpperInvariant(listed[0])}{listed[1..]} trong {all} mục";
    }
}
