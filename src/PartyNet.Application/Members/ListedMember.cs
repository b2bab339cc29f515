using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>A member as a list has them: the row of the registry and what lists tell besides.</summary>
internal class ListedMember(Member member, string branchName, string? residence)
{
    public Member Member => member;

    public string BranchName { get; private set; } = branchName;

    /// <summary>Branch at the place of residence, as the list writes it.</summary>
    public string? Residence { get; set; } = residence;

    /// <summary>A name that reads as the list has it stays as it was written.</summary>
    public void Rename(string fullName)
    {
        if (VietnameseText.ToNameCase(member.FullName) != fullName)
            member.Rename(fullName);
    }

    /// <summary>False where the member is there already.</summary>
    public bool Transfer(Unit branch)
    {
        if (branch.Id == member.UnitId)
            return false;
        member.Transfer(branch);
        BranchName = branch.Name;
        return true;
    }
}
