namespace PartyNet.Web.Tests.Access;

/// <summary>
/// Who may send which form, worked out from <c>docs/access-model.md</c>: every handler of every page, with what a browser would send.
/// What is refused (sign in first, 400, 403, 404) leaves the database as it was, and so does what a <c>=</c> stands before: a form that
/// leads on and has nothing to do.
/// </summary>
internal static class HandlerTable
{
    public static IReadOnlyList<AccessRow> Rows { get; } = AccessTable.Parse(
        """
        address                                   anonymous dang-vien dang-vien-khac bi-thu bi-thu-khac cap-uy ban ban-khac quan-tri

        /dang-nhap                                                  → → → → → → → → →
            → /
            Form.Login={login} Form.Password={password}
        /dang-nhap?handler=Code                                     =→ =→ =→ =→ =→ =→ =→ =→ =→
            → /dang-nhap
            Code=123456 da-dung-mat-khau=không+phải+của+trang+này
        /dang-nhap?handler=Passkey                                  400 400 400 400 400 400 400 400 400
            Credential=không+phải+của+máy+nào
        /khoa-dang-nhap                                             400 400 400 400 400 400 400 400 400
        /dat-mat-khau/{link}                                        → → → → → → → → →
            → /dat-mat-khau/{link}?vua-dat=1
            Form.Password=sông+có+khúc+người+có+lúc
        /kich-hoat                                                  → → → → → → → → →
            → /kich-hoat/chon
            Form.Code={slip} Form.BirthDate=03/02/1960
        /kich-hoat/chon?handler=Password                            =→ =→ =→ =→ =→ =→ =→ =→ =→
            → /kich-hoat?lai=1
            Form.Password={password}
        /kich-hoat/chon?handler=Once                                =→ =→ =→ =→ =→ =→ =→ =→ =→
            → /kich-hoat?lai=1
        /kich-hoat/chon?handler=Passkey                             =→ =→ =→ =→ =→ =→ =→ =→ =→
            → /kich-hoat?lai=1
            Credential=không+phải+của+máy+nào
        /kich-hoat/chon/khoa                                        400 400 400 400 400 400 400 400 400
        /demo/mau                                                   =200 =200 =200 =200 =200 =200 =200 =200 =200
            Form.FullName=An
        /phien                                                      →login =200 =200 =200 =200 =200 =200 =200 =200
        /gui-tiep                                                   →login =→ =→ =→ =→ =→ =→ =→ =→
            → /
            dang-gui=không+phải+của+trang+này
        /dang-xuat                                                  →login → → → → → → → →
            → /dang-nhap

        /du-lieu-cua-toi/lop-thu-hai?handler=Enrol                  →login 400 400 400 400 400 400 400 400
            RequestKey={key} Form.Sealed=không+phải+của+trang+này Form.Code=123456
        /du-lieu-cua-toi/lop-thu-hai?handler=Codes                  →login 404 404 → → → → → →
            → /du-lieu-cua-toi/ma-du-phong
            RequestKey={key}
        /du-lieu-cua-toi/lop-thu-hai?handler=Refuse                 →login 404 404 → 404 404 404 404 404
            → /du-lieu-cua-toi/lop-thu-hai?vua-xong=1
            RequestKey={key} de-nghi={my-reset}
        /du-lieu-cua-toi/khoa-dang-nhap                             →login 400 400 400 400 400 400 400 400
            RequestKey={key} Form.Name=Điện+thoại Form.Credential=không+phải+của+máy+nào
        /du-lieu-cua-toi/khoa-dang-nhap/moi                         →login 400 400 400 400 400 400 400 400
        /du-lieu-cua-toi/khoa-dang-nhap/{passkey}/bo                →login → 404 404 404 404 404 404 404
            → /du-lieu-cua-toi/khoa-dang-nhap?vua-xong=Removed
            RequestKey={key}
        /du-lieu-cua-toi/mat-khau                                   →login 400 400 400 400 400 400 400 400
            RequestKey={key} Form.Old={password} Form.New=thuyền+về+bến+cũ
        /du-lieu-cua-toi/phien                                      →login =→ =→ =→ =→ =→ =→ =→ =→
            → /du-lieu-cua-toi/phien?vua-ket-thuc=0
            phien={no-id}
        /du-lieu-cua-toi/de-nghi-sua                                →login → → → → 404 404 404 404
            → /du-lieu-cua-toi/de-nghi-sua?vua-xong=Asked
            RequestKey={key} Form.Fact=chuc-vu Form.Value=Chi+ủy+viên Form.Reason=Theo+quyết+định
        /du-lieu-cua-toi/de-nghi-sua?handler=Withdraw               →login 404 404 → 404 404 404 404 404
            → /du-lieu-cua-toi/de-nghi-sua?vua-xong=Withdrawn
            RequestKey={key} Form.Id={secretary-correction}
        /ke-khai                                                    →login =→ =→ =→ =→ 404 404 404 404
            → /ke-khai
        /ke-khai?handler=Reply                                      →login =→ =→ =→ =→ 404 404 404 404
            → /ke-khai?vua-xong=DefectsAnswered
        /ke-khai?handler=Answer         →login →/ke-khai/danh-sach?vua-xong=ProposalsAnswered =→ =→ =→ 404 404 404 404
            → /ke-khai?vua-xong=ProposalsAnswered
            RequestKey={key} Answers[{proposal}]=NotMine
        /ke-khai/them                                               →login =→ =→ =→ =→ 404 404 404 404
            → /ke-khai/tai-khoan/{*}?mang=youtube&ve=kiem-tra
            RequestKey={key} Form.Platform=youtube
        /ke-khai/danh-sach                                          →login =→ =→ =→ =→ 404 404 404 404
            → /ke-khai/kiem-tra
            Form.More=No
        /ke-khai/tai-khoan/{account}                                →login → 404 404 404 404 404 404 404
            → /ke-khai/danh-sach
            Form.Address=@an.nguyen.moi Form.Use=Personal Form.DisplayName=An
        /ke-khai/tai-khoan/{key}                                    →login → → → → 404 404 404 404
            → /ke-khai/danh-sach
            Form.Platform=tiktok Form.Address=@an.nguyen.moi Form.Use=Personal Form.DisplayName=An
        /ke-khai/tai-khoan/{account}/bo                             →login → =→ =→ =→ 404 404 404 404
            → /ke-khai/danh-sach?vua-xong=AccountRemoved
        /ke-khai/kiem-tra                                           →login → =→ =→/ke-khai/da-nop/1 400 404 404 404 404
            → /ke-khai/da-nop/2
            RequestKey={key} Form.BasedOnId={basis} Form.BasedOnVersion={basis-version} Form.Attested=true
        /ke-khai/bo-ban-nhap                                        →login → =→ =→ =→ 404 404 404 404
            → /ke-khai?vua-xong=DraftDiscarded

        /chi-bo/{branch}/ra-soat/{declaration}?handler=Confirm      →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/ra-soat?vua-xong={declaration}
            RequestKey={key} Form.Version=1
        /chi-bo/{grassroots}/ra-soat/{declaration}?handler=Confirm  →login 404 404 404 404 → → 404 404
            → /chi-bo/{grassroots}/ra-soat?vua-xong={declaration}
            RequestKey={key} Form.Version=1
        /chi-bo/{branch}/ra-soat/{secretary-declaration}?handler=Confirm    →login 404 404 403 404 → → 404 404
            → /chi-bo/{branch}/ra-soat?vua-xong={secretary-declaration}
            RequestKey={key} Form.Version=1
        /chi-bo/{branch}/ra-soat/{neighbour-declaration}?handler=Confirm    →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1
        /chi-bo/{second-branch}/ra-soat/{declaration}?handler=Confirm       →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1
        /chi-bo/{other-branch}/ra-soat/{neighbour-declaration}?handler=Confirm      →login 404 404 404 → 404 → 404 404
            → /chi-bo/{other-branch}/ra-soat?vua-xong={neighbour-declaration}
            RequestKey={key} Form.Version=1

        /chi-bo/{branch}/ra-soat/{declaration}?handler=Return       →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/ra-soat?vua-xong={declaration}
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{grassroots}/ra-soat/{declaration}?handler=Return   →login 404 404 404 404 → → 404 404
            → /chi-bo/{grassroots}/ra-soat?vua-xong={declaration}
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{branch}/ra-soat/{secretary-declaration}?handler=Return     →login 404 404 403 404 → → 404 404
            → /chi-bo/{branch}/ra-soat?vua-xong={secretary-declaration}
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{branch}/ra-soat/{neighbour-declaration}?handler=Return     →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{second-branch}/ra-soat/{declaration}?handler=Return        →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu

        /chi-bo/{branch}/ra-soat/{declaration}?handler=Draft        →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/ra-soat/{declaration}
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{branch}/ra-soat/{secretary-declaration}?handler=Draft      →login 404 404 403 404 → → 404 404
            → /chi-bo/{branch}/ra-soat/{secretary-declaration}
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{branch}/ra-soat/{neighbour-declaration}?handler=Draft      →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1 Form.Defects[0].Field=WholeList Form.Defects[0].Ticked=true Form.Defects[0].Note=Còn+thiếu
        /chi-bo/{branch}/ra-soat/{confirmed-declaration}?handler=Withdraw   →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/ra-soat/{confirmed-declaration}?vua-rut=1
            RequestKey={key} Form.Version=2 Form.Reason=ByMistake
        /chi-bo/{branch}/ra-soat/{declaration}?handler=Withdraw     →login 404 404 409 404 409 409 404 404
            RequestKey={key} Form.Version=1 Form.Reason=ByMistake
        /chi-bo/{branch}/ra-soat/{neighbour-declaration}?handler=Withdraw   →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1 Form.Reason=ByMistake
        /chi-bo/{branch}/ra-soat/khong-thay-doi                     →login 404 404 400 404 400 400 404 404
            RequestKey={key} Form.Chosen={declaration}:1
        /chi-bo/{other-branch}/ra-soat/khong-thay-doi               →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Chosen={declaration}:1
        /chi-bo/{branch}/ra-soat/mau-yeu-cau                        →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/ra-soat/mau-yeu-cau?vua-luu=1
            RequestKey={key} Form.Field=Address Form.Words=Đồng+chí+ghi+lại+số+{key}
        /chi-bo/{other-branch}/ra-soat/mau-yeu-cau                  →login 404 404 404 → 404 → 404 404
            → /chi-bo/{other-branch}/ra-soat/mau-yeu-cau?vua-luu=1
            RequestKey={key} Form.Field=Address Form.Words=Đồng+chí+ghi+lại+số+{key}
        /chi-bo/{branch}/ra-soat/mau-yeu-cau?handler=Remove         →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/ra-soat/mau-yeu-cau?vua-bo=1
            RequestKey={key} Form.Id={ready-request}
        /chi-bo/{second-branch}/ra-soat/mau-yeu-cau?handler=Remove  →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Id={ready-request}
        /chi-bo/{branch}/phieu-kich-hoat                            →login 404 404 200 404 200 200 404 404
            RequestKey={key} Form.Members={slip-member} Form.Stated=true
        /chi-bo/{other-branch}/phieu-kich-hoat                      →login 404 404 404 409 404 409 404 404
            RequestKey={key} Form.Members={slip-member} Form.Stated=true
        /chi-bo/{grassroots}/phieu-kich-hoat                        →login 404 404 404 404 200 200 404 404
            RequestKey={key} Form.Members={slip-member} Form.Stated=true
        /chi-bo/{branch}/phieu-kich-hoat?handler=Lost               →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/phieu-kich-hoat?vua-bao-mat=1
            RequestKey={key} Form.Members={slip-holder} Form.Sure=true
        /chi-bo/{branch}/phieu-kich-hoat?handler=Lost               →login 404 404 =200 404 =200 =200 404 404
            RequestKey={key} Form.Members={slip-holder}
        /chi-bo/{other-branch}/phieu-kich-hoat?handler=Lost         →login 404 404 404 400 404 400 404 404
            RequestKey={key} Form.Members={slip-holder}
        /chi-bo/{other-branch}/phieu-kich-hoat?handler=Lost         →login 404 404 404 400 404 400 404 404
            RequestKey={key} Form.Members={slip-holder} Form.Sure=true
        /chi-bo/{branch}/phieu-kich-hoat/{undated}/ngay-sinh        →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/phieu-kich-hoat?vua-ghi=1
            RequestKey={key} Form.BirthDate=1950
        /chi-bo/{branch}/phieu-kich-hoat/{slip-member}/ngay-sinh    →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.BirthDate=1950
        /chi-bo/{other-branch}/phieu-kich-hoat/{undated}/ngay-sinh  →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.BirthDate=1950

        /chi-bo/{branch}/de-nghi-sua/{own-correction}?handler=Accept        →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/de-nghi-sua/{own-correction}?vua-tra-loi=1
            RequestKey={key} Form.Version=1
        /chi-bo/{branch}/de-nghi-sua/{own-correction}?handler=Refuse        →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/de-nghi-sua/{own-correction}?vua-tra-loi=1
            RequestKey={key} Form.Version=1 Form.Reason=Giấy+tờ+ghi+khác
        /chi-bo/{branch}/de-nghi-sua/{correction}?handler=Reveal    →login 404 404 400 404 400 400 404 404
            RequestKey={key}
        /chi-bo/{second-branch}/de-nghi-sua/{correction}?handler=Accept     →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Version=1
        /chi-bo/{branch}/dang-vien/{phone-member}                   →login 404 404 =200 404 =200 =200 404 404
            Form.Number=dien-thoai Form.Purpose=lien-he
        /chi-bo/{branch}/dang-vien/{phone-member}                   →login 404 404 400 404 400 400 404 404
            Form.Number=dien-thoai Form.Purpose=
        /chi-bo/{other-branch}/dang-vien/{phone-member}             →login 404 404 404 404 404 404 404 404
            Form.Number=dien-thoai Form.Purpose=lien-he
        /chi-bo/{branch}/phan-cong?handler=Give                     →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/phan-cong?vua-giao={branch}
            RequestKey={key} Form.Member={slip-member} Form.Post=Deputy+{branch} Form.To=31/12/2026
        /chi-bo/{branch}/phan-cong?handler=Give                     →login 404 404 403 404 → → 404 404
            → /chi-bo/{branch}/phan-cong?vua-giao={branch}
            RequestKey={key} Form.Member={slip-member} Form.Post=Secretary+{branch}
        /chi-bo/{other-branch}/phan-cong?handler=Give               →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Member={slip-member} Form.Post=Deputy+{other-branch} Form.To=31/12/2026
        /chi-bo/{second-branch}/phan-cong?handler=End               →login 404 404 404 404 → → 404 404
            → /chi-bo/{second-branch}/phan-cong?vua-thoi={user-grant}
            RequestKey={key} grant={user-grant}
        /chi-bo/{branch}/phan-cong?handler=End                      →login 404 404 404 404 404 404 404 404
            RequestKey={key} grant={user-grant}

        /ban/{district}/phan-cong?handler=Give                      →login 404 404 404 404 404 → 404 404
            → /ban/{district}/phan-cong?vua-giao={branch}
            RequestKey={key} Form.Member={slip-member} Form.Post=Secretary+{branch}
        /ban/{grassroots}/phan-cong?handler=Give                    →login 404 404 404 404 → → 404 404
            → /ban/{grassroots}/phan-cong?vua-giao={branch}
            RequestKey={key} Form.Member={slip-member} Form.Post=Secretary+{branch}
        /ban/{grassroots}/phan-cong?handler=Give                    →login 404 404 404 404 403 → 404 404
            → /ban/{grassroots}/phan-cong?vua-giao={grassroots}
            RequestKey={key} Form.Member={slip-member} Form.Post=Board+{grassroots}
        /ban/{grassroots}/phan-cong?handler=Give                    →login 404 404 404 404 403 403 404 404
            RequestKey={key} Form.Member={slip-member} Form.Post=Secretary+{other-branch}
        /ban/{grassroots}/phan-cong?handler=End                     →login 404 404 404 404 → → 404 404
            → /ban/{grassroots}/phan-cong?vua-thoi={user-grant}
            RequestKey={key} grant={user-grant}
        /ban/{grassroots}/phan-cong?handler=End                     →login 404 404 404 404 404 404 404 404
            RequestKey={key} grant={neighbour-grant}

        /chi-bo/{second-branch}/phan-cong?handler=AskReset          →login 404 404 404 404 → → 404 404
            → /chi-bo/{second-branch}/phan-cong?vua-xong=Asked#dat-lai
            RequestKey={key} grant={user-grant}
        /chi-bo/{second-branch}/phan-cong?handler=ApproveReset      →login 404 404 404 404 → → 404 404
            → /chi-bo/{second-branch}/phan-cong?vua-xong=Agreed#dat-lai
            RequestKey={key} reset={reset}
        /chi-bo/{second-branch}/phan-cong?handler=WithdrawReset     →login 404 404 404 404 → → 404 404
            → /chi-bo/{second-branch}/phan-cong?vua-xong=Withdrawn#dat-lai
            RequestKey={key} reset={reset}
        /chi-bo/{second-branch}/phan-cong?handler=AskReset          →login 404 404 404 404 404 404 404 404
            RequestKey={key} grant={neighbour-grant}
        /ban/{grassroots}/phan-cong?handler=AskReset                →login 404 404 404 404 → → 404 404
            → /ban/{grassroots}/phan-cong?vua-xong=Asked#dat-lai
            RequestKey={key} grant={user-grant}
        /ban/{grassroots}/phan-cong?handler=ApproveReset            →login 404 404 404 404 → → 404 404
            → /ban/{grassroots}/phan-cong?vua-xong=Agreed#dat-lai
            RequestKey={key} reset={reset}
        /ban/{grassroots}/phan-cong?handler=WithdrawReset           →login 404 404 404 404 → → 404 404
            → /ban/{grassroots}/phan-cong?vua-xong=Withdrawn#dat-lai
            RequestKey={key} reset={reset}
        /ban/{grassroots}/phan-cong?handler=AskReset                →login 404 404 404 404 404 404 404 404
            RequestKey={key} grant={neighbour-grant}

        /ban/{district}/danh-sach/xuat                              →login 404 404 404 404 404 200 404 404
            RequestKey={key} Purpose=Báo+cáo+tiến+độ+quý+IV dinh-dang=csv
        /ban/{grassroots}/danh-sach/xuat                            →login 404 404 404 404 200 200 404 404
            RequestKey={key} Purpose=Báo+cáo+tiến+độ+quý+IV dinh-dang=csv
        /ban/{branch}/danh-sach/xuat                                →login 404 404 404 404 200 200 404 404
            RequestKey={key} Purpose=Báo+cáo+tiến+độ+quý+IV dinh-dang=xlsx
        /ban/{sibling-district}/danh-sach/xuat                      →login 404 404 404 404 404 404 200 404
            RequestKey={key} Purpose=Báo+cáo+tiến+độ+quý+IV dinh-dang=csv
        /ban/{grassroots}/danh-sach/xuat                            →login 404 404 404 404 200 200 404 404
            RequestKey={key} Purpose=Báo+cáo+tiến+độ+quý+IV dinh-dang=docx Heading.Organisation=Đảng+ủy Heading.Title=Danh+sách
        /ban/{district}/danh-sach/cot                               →login 404 404 404 404 404 → 404 404
            → /ban/{district}/danh-sach/xuat?vua-luu=1
            RequestKey={key} Columns[0].Code=zalo Columns[0].IsUsed=true Columns[0].Place=1 Columns[0].Heading=Zalo
        /ban/{branch}/danh-sach/cot                                 →login 404 404 404 404 → → 404 404
            → /ban/{branch}/danh-sach/xuat?vua-luu=1
            RequestKey={key} Columns[0].Code=zalo Columns[0].IsUsed=true Columns[0].Place=1 Columns[0].Heading=Zalo
        /ban/{sibling-district}/danh-sach/cot                       →login 404 404 404 404 404 404 → 404
            → /ban/{sibling-district}/danh-sach/xuat?vua-luu=1
            RequestKey={key} Columns[0].Code=zalo Columns[0].IsUsed=true Columns[0].Place=1 Columns[0].Heading=Zalo
        /ban/{district}/nhap                                        →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{*}
            RequestKey={key} Form.Kind=dang-vien Form.Pasted=Họ+và+tên,Ngày+sinh
        /ban/{district}/nhap/{load}?handler=Read                    →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{load}
            RequestKey={key} Form.HeaderRow=1
        /ban/{district}/nhap/{load}?handler=Fonts                   →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{load}
            RequestKey={key} Legacy=Keep
        /ban/{district}/nhap/{load}?handler=Plan                    →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{load}/ke-hoach
            RequestKey={key}
        /ban/{district}/nhap/{planned}/ke-hoach                     →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{planned}/ke-hoach
            RequestKey={key}
        /ban/{district}/nhap/{planned}/ke-hoach?handler=Decide      →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{planned}/ke-hoach
            RequestKey={key} Form.Groups[0].Kind=cung-ten Form.Groups[0].Choice=bo-qua
        /ban/{district}/nhap/{planned}/thuc-hien                    →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{planned}/ket-qua
            RequestKey={key} Form.GoodRowsOnly=true
        /ban/{district}/nhap/{planned}/bo                           →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap?vua-bo=1
            RequestKey={key}
        /ban/{district}/nhap/{loaded}/ket-qua?handler=Undo          →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nhap/{loaded}/ket-qua
            RequestKey={key}
        /chi-bo/{district}/nhap                                     →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{*}
            RequestKey={key} Form.Kind=dang-vien Form.Pasted=Họ+và+tên,Ngày+sinh
        /chi-bo/{district}/nhap/{load}?handler=Read                 →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{load}
            RequestKey={key} Form.HeaderRow=1
        /chi-bo/{district}/nhap/{load}?handler=Fonts                →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{load}
            RequestKey={key} Legacy=Keep
        /chi-bo/{district}/nhap/{load}?handler=Plan                 →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{load}/ke-hoach
            RequestKey={key}
        /chi-bo/{district}/nhap/{planned}/ke-hoach                  →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{planned}/ke-hoach
            RequestKey={key}
        /chi-bo/{district}/nhap/{planned}/ke-hoach?handler=Decide   →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{planned}/ke-hoach
            RequestKey={key} Form.Groups[0].Kind=cung-ten Form.Groups[0].Choice=bo-qua
        /chi-bo/{district}/nhap/{planned}/thuc-hien                 →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{planned}/ket-qua
            RequestKey={key} Form.GoodRowsOnly=true
        /chi-bo/{district}/nhap/{planned}/bo                        →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap?vua-bo=1
            RequestKey={key}
        /chi-bo/{district}/nhap/{loaded}/ket-qua?handler=Undo       →login 404 404 404 404 404 → 404 404
            → /chi-bo/{district}/nhap/{loaded}/ket-qua
            RequestKey={key}
        /chi-bo/{branch}/nhap                                       →login 404 404 → 404 → → 404 404
            → /chi-bo/{branch}/nhap/{*}
            RequestKey={key} Form.Kind=dang-vien Form.Pasted=Họ+và+tên,Ngày+sinh
        /chi-bo/{grassroots}/nhap/{planned}/thuc-hien          →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.GoodRowsOnly=true
        /ban/{district}/thong-bao                                   →login 404 404 404 404 404 → 404 404
            → /ban/{district}/thong-bao?vua-cong-bo=1
            RequestKey={key} Form.Number=1 Form.Title=Về+việc+kê+khai+tài+khoản Form.Body=Đảng+viên+kê+khai+theo+Quy+định+85.
        /ban/{grassroots}/thong-bao                                 →login 404 404 404 404 404 → 404 404
            → /ban/{grassroots}/thong-bao?vua-cong-bo=1
            RequestKey={key} Form.Number=1 Form.Title=Về+việc+kê+khai+tài+khoản Form.Body=Đảng+viên+kê+khai+theo+Quy+định+85.
        /ban/{sibling-district}/thong-bao                           →login 404 404 404 404 404 404 → 404
            → /ban/{sibling-district}/thong-bao?vua-cong-bo=1
            RequestKey={key} Form.Number=1 Form.Title=Về+việc+kê+khai+tài+khoản Form.Body=Đảng+viên+kê+khai+theo+Quy+định+85.

        /ban/{district}/nguoi-xem                                   →login 404 404 404 404 404 → 404 404
            → /ban/{district}/nguoi-xem?vua-luu=1
            RequestKey={key} Form.AreTold=true
        /ban/{branch}/nguoi-xem                                     →login 404 404 404 404 404 → 404 404
            → /ban/{branch}/nguoi-xem?vua-luu=1
            RequestKey={key} Form.AreTold=false
        /ban/{sibling-district}/nguoi-xem                           →login 404 404 404 404 404 404 → 404
            → /ban/{sibling-district}/nguoi-xem?vua-luu=1
            RequestKey={key} Form.AreTold=true

        /quan-tri?handler=Check                                     →login 404 404 404 404 404 404 404 →
            → /quan-tri?vua-xong=kiem-tra
            RequestKey={key}
        /quan-tri/loai-to-chuc/{new-kind}                           →login 404 404 404 404 404 404 404 →
            → /quan-tri/loai-to-chuc?vua-xong=luu
            RequestKey={key} Form.Name={new-login} Form.IsActive=true
        /quan-tri/nguoi-dung/them                                   →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{*}/duong-dan
            RequestKey={key} Form.Login={new-login} Form.MemberCode=
        /quan-tri/nguoi-dung/{user}?handler=Give                    →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{user}?vua-xong=RoleGiven
            RequestKey={key} Form.Role=Administrator Form.UnitCode=
        /quan-tri/nguoi-dung/{administrator}?handler=Give           →login 404 404 404 404 404 404 404 403
            RequestKey={key} Form.Role=Board Form.UnitCode={district}
        /quan-tri/nguoi-dung/{user}?handler=Give                    →login 404 404 404 404 404 404 404 400
            RequestKey={key} Form.Role=Committee Form.UnitCode={grassroots}
        /quan-tri/nguoi-dung/{no-id}?handler=Give                   →login 404 404 404 404 404 404 404 404
            RequestKey={key} Form.Role=Administrator Form.UnitCode=
        /quan-tri/nguoi-dung/{user}?handler=Revoke                  →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{user}?vua-xong=RoleEnded
            RequestKey={key} grant={user-grant}
        /quan-tri/nguoi-dung/{user}?handler=Revoke                  →login 404 404 404 404 404 404 404 404
            RequestKey={key} grant={neighbour-grant}
        /quan-tri/nguoi-dung/{no-id}?handler=Revoke                 →login 404 404 404 404 404 404 404 404
            RequestKey={key} grant={neighbour-grant}
        /quan-tri/nguoi-dung/{user}?handler=EndSessions             →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{user}?vua-xong=SessionsEnded
            RequestKey={key}
        /quan-tri/nguoi-dung/{administrator}?handler=EndSessions    →login 404 404 404 404 404 404 404 403
            RequestKey={key}
        /quan-tri/nguoi-dung/{no-id}?handler=EndSessions            →login 404 404 404 404 404 404 404 404
            RequestKey={key}
        /quan-tri/nguoi-dung/{user}?handler=Link                    →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{user}/duong-dan
            RequestKey={key}
        /quan-tri/nguoi-dung/{user}/duong-dan                       →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{user}/duong-dan
            RequestKey={key}
        /quan-tri/nguoi-dung/{no-id}/duong-dan                      →login 404 404 404 404 404 404 404 404
            RequestKey={key}
        /quan-tri/nguoi-dung/{no-id}?handler=Link                   →login 404 404 404 404 404 404 404 404
            RequestKey={key}
        /quan-tri/nguoi-dung/{user}?handler=Close                   →login 404 404 404 404 404 404 404 →
            → /quan-tri/nguoi-dung/{user}?vua-xong=Closed
            RequestKey={key}
        /quan-tri/nguoi-dung/{administrator}?handler=Close          →login 404 404 404 404 404 404 404 403
            RequestKey={key}
        /quan-tri/nguoi-dung/{no-id}?handler=Close                  →login 404 404 404 404 404 404 404 404
            RequestKey={key}
        """);
}
