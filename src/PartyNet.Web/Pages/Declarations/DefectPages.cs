using PartyNet.Application.Declarations;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Where each kind of defect is put right.</summary>
public static class DefectPages
{
    public static string Mend(DefectToMend defect, Draft draft) =>
        defect.Account is { } account && draft.Find(account.Id) is not null
            ? DeclarationLinks.Account(account.Id, ComeBack.Start)
            : DeclarationLinks.List;
}
