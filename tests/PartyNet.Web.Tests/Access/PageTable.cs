namespace PartyNet.Web.Tests.Access;

/// <summary>
/// Who opens which page, worked out from <c>docs/access-model.md</c>. A caller who may not gets the answer of a page that does not exist;
/// the unit of an address, and everything named below it, is asked for as one's own, as a neighbour's, above one's own, and made up.
/// </summary>
internal static class PageTable
{
    public static IReadOnlyList<AccessRow> Rows { get; } = AccessTable.Parse(
        """
        address                                   anonymous dang-vien dang-vien-khac bi-thu bi-thu-khac cap-uy ban ban-khac quan-tri

        /                                                   →login 200 200 200 200 200 200 200 200
        /dang-nhap                                          200    →/  →/  →/  →/  →/  →/  →/  →/
        /gui-tiep                                           →login →/  →/  →/  →/  →/  →/  →/  →/
        /dat-mat-khau/{link}                                200    200 200 200 200 200 200 200 200
        /dat-mat-khau/{used-link}                           200    200 200 200 200 200 200 200 200
        /kich-hoat                                          200    200 200 200 200 200 200 200 200
        /kich-hoat/chon                                     →      →   →   →   →   →   →   →   →
            → /kich-hoat?lai=1
        /demo/mau                                           200    200 200 200 200 200 200 200 200
        /loi/{not-found}                                    404    404 404 404 404 404 404 404 404
        /loi/{failure}                                      404    404 404 404 404 404 404 404 404

        /ke-khai                                            →login →/ke-khai/danh-sach 200 200 200 404 404 404 404
        /ke-khai/them                                       →login 200 200 200 200 404 404 404 404
        /ke-khai/danh-sach                                  →login 200 200 200 →/ke-khai/them 404 404 404 404
        /ke-khai/kiem-tra                                   →login 200 →/ke-khai/da-nop/2 →/ke-khai/da-nop/1 →/ke-khai 404 404 404 404
        /ke-khai/bo-ban-nhap                                →login 200 →/ke-khai →/ke-khai →/ke-khai 404 404 404 404
        /ke-khai/tai-khoan/{account}                        →login 200 404 404 404 404 404 404 404
        /ke-khai/tai-khoan/{account}/bo                     →login 200 404 404 404 404 404 404 404
        /ke-khai/da-nop/{first}                             →login 200 200 200 404 404 404 404 404
        /ke-khai/da-nop/{first}/phieu                       →login 200 200 200 404 404 404 404 404
        /ke-khai/da-nop/{second}/phieu                      →login 404 200 404 404 404 404 404 404
        /ke-khai/da-nop/{second}                            →login 404 200 404 404 404 404 404 404
        /du-lieu-cua-toi                                    →login 200 200 200 200 404 404 404 404
        /du-lieu-cua-toi/lop-thu-hai                        →login 200 200 200 200 200 200 200 200
        /du-lieu-cua-toi/mat-khau                           →login 200 200 200 200 200 200 200 200
        /du-lieu-cua-toi/ma-du-phong                        →login 200 200 200 200 200 200 200 200
        /du-lieu-cua-toi/khoa-dang-nhap                     →login 200 200 200 200 200 200 200 200
        /du-lieu-cua-toi/khoa-dang-nhap/{passkey}/bo        →login 200 404 404 404 404 404 404 404
        /du-lieu-cua-toi/khoa-dang-nhap/{no-id}/bo          →login 404 404 404 404 404 404 404 404
        /du-lieu-cua-toi/phien                              →login 200 200 200 200 200 200 200 200
        /du-lieu-cua-toi/de-nghi-sua                        →login 200 200 200 200 404 404 404 404
        /du-lieu-cua-toi/ai-da-xem                          →login 200 200 200 200 404 404 404 404

        /chi-bo/{branch}                                    →login 404 404 200 404 200 200 404 404
        /chi-bo/{second-branch}                             →login 404 404 404 404 200 200 404 404
        /chi-bo/{other-branch}                              →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}                                →login 404 404 404 404 200 200 404 404
        /chi-bo/{district}                                  →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}                          →login 404 404 404 404 404 404 200 404
        /chi-bo/{nowhere}                                   →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/de-nghi-sua/{correction}           →login 404 404 200 404 200 200 404 404
        /chi-bo/{branch}/de-nghi-sua/{secretary-correction} →login 404 404 200 404 200 200 404 404
        /chi-bo/{second-branch}/de-nghi-sua/{correction}    →login 404 404 404 404 404 404 404 404
        /chi-bo/{grassroots}/de-nghi-sua/{correction}       →login 404 404 404 404 200 200 404 404
        /chi-bo/{branch}/de-nghi-sua/{no-id}                →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/dang-vien                          →login 404 404 200 404 200 200 404 404
        /chi-bo/{second-branch}/dang-vien                   →login 404 404 404 404 200 200 404 404
        /chi-bo/{other-branch}/dang-vien                    →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}/dang-vien                      →login 404 404 404 404 200 200 404 404
        /chi-bo/{district}/dang-vien                        →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}/dang-vien                →login 404 404 404 404 404 404 200 404
        /chi-bo/{nowhere}/dang-vien                         →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/dang-vien/{member}                 →login 404 404 200 404 200 200 404 404
        /chi-bo/{grassroots}/dang-vien/{member}             →login 404 404 404 404 200 200 404 404
        /chi-bo/{second-branch}/dang-vien/{member}          →login 404 404 404 404 404 404 404 404
        /chi-bo/{other-branch}/dang-vien/{member}           →login 404 404 404 404 404 404 404 404
        /chi-bo/{district}/dang-vien/{member}               →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}/dang-vien/{member}       →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/dang-vien/{nowhere}                →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/phieu-kich-hoat                    →login 404 404 200 404 200 200 404 404
        /chi-bo/{second-branch}/phieu-kich-hoat             →login 404 404 404 404 200 200 404 404
        /chi-bo/{other-branch}/phieu-kich-hoat              →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}/phieu-kich-hoat                →login 404 404 404 404 200 200 404 404
        /chi-bo/{district}/phieu-kich-hoat                  →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}/phieu-kich-hoat          →login 404 404 404 404 404 404 200 404
        /chi-bo/{nowhere}/phieu-kich-hoat                   →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/phan-cong                          →login 404 404 200 404 200 200 404 404
        /chi-bo/{second-branch}/phan-cong                   →login 404 404 404 404 200 200 404 404
        /chi-bo/{other-branch}/phan-cong                    →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}/phan-cong                      →login 404 404 404 404 200 200 404 404
        /chi-bo/{district}/phan-cong                        →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}/phan-cong                →login 404 404 404 404 404 404 200 404
        /chi-bo/{nowhere}/phan-cong                         →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/nhap/mau/{list}.xlsx               →login 404 404 200 404 200 200 404 404
        /chi-bo/{other-branch}/nhap/mau/{list}.xlsx         →login 404 404 404 200 404 200 404 404
        /chi-bo/{branch}/nhap/mau/{no-list}.xlsx            →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/phieu-kich-hoat/{undated}/ngay-sinh        →login 404 404 200 404 200 200 404 404
        /chi-bo/{branch}/phieu-kich-hoat/{slip-member}/ngay-sinh    →login 404 404 404 404 404 404 404 404
        /chi-bo/{other-branch}/phieu-kich-hoat/{undated}/ngay-sinh  →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/ra-soat                            →login 404 404 200 404 200 200 404 404
        /chi-bo/{second-branch}/ra-soat                     →login 404 404 404 404 200 200 404 404
        /chi-bo/{other-branch}/ra-soat                      →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}/ra-soat                        →login 404 404 404 404 200 200 404 404
        /chi-bo/{district}/ra-soat                          →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}/ra-soat                  →login 404 404 404 404 404 404 200 404
        /chi-bo/{nowhere}/ra-soat                           →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/ra-soat/khong-thay-doi             →login 404 404 200 404 200 200 404 404
        /chi-bo/{other-branch}/ra-soat/khong-thay-doi       →login 404 404 404 200 404 200 404 404
        /chi-bo/{branch}/ra-soat/mau-yeu-cau                →login 404 404 200 404 200 200 404 404
        /chi-bo/{other-branch}/ra-soat/mau-yeu-cau          →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}/ra-soat/mau-yeu-cau            →login 404 404 404 404 200 200 404 404
        /chi-bo/{branch}/ra-soat/{declaration}              →login 404 404 200 404 200 200 404 404
        /chi-bo/{branch}/ra-soat/{secretary-declaration}    →login 404 404 200 404 200 200 404 404
        /chi-bo/{branch}/ra-soat/{neighbour-declaration}    →login 404 404 404 404 404 404 404 404
        /chi-bo/{branch}/ra-soat/{no-id}                    →login 404 404 404 404 404 404 404 404
        /chi-bo/{second-branch}/ra-soat/{declaration}       →login 404 404 404 404 404 404 404 404
        /chi-bo/{other-branch}/ra-soat/{neighbour-declaration}  →login 404 404 404 200 404 200 404 404
        /chi-bo/{grassroots}/ra-soat/{declaration}          →login 404 404 404 404 200 200 404 404
        /chi-bo/{grassroots}/ra-soat/{neighbour-declaration}    →login 404 404 404 404 404 404 404 404
        /chi-bo/{district}/ra-soat/{declaration}            →login 404 404 404 404 404 200 404 404
        /chi-bo/{sibling-district}/ra-soat/{declaration}    →login 404 404 404 404 404 404 404 404

        /ban/{district}                                     →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}                                   →login 404 404 404 404 200 200 404 404
        /ban/{other-grassroots}                             →login 404 404 404 404 404 200 404 404
        /ban/{branch}                                       →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}                             →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}                                      →login 404 404 404 404 404 404 404 404
        /ban/{district}/thong-ke                            →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/thong-ke                          →login 404 404 404 404 200 200 404 404
        /ban/{other-grassroots}/thong-ke                    →login 404 404 404 404 404 200 404 404
        /ban/{branch}/thong-ke                              →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/thong-ke                    →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/thong-ke                             →login 404 404 404 404 404 404 404 404
        /ban/{district}/danh-sach                           →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/danh-sach                         →login 404 404 404 404 200 200 404 404
        /ban/{other-grassroots}/danh-sach                   →login 404 404 404 404 404 200 404 404
        /ban/{branch}/danh-sach                             →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/danh-sach                   →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/danh-sach                            →login 404 404 404 404 404 404 404 404
        /ban/{district}/danh-sach/xuat                      →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/danh-sach/xuat                    →login 404 404 404 404 200 200 404 404
        /ban/{other-grassroots}/danh-sach/xuat              →login 404 404 404 404 404 200 404 404
        /ban/{branch}/danh-sach/xuat                        →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/danh-sach/xuat              →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/danh-sach/xuat                       →login 404 404 404 404 404 404 404 404
        /ban/{district}/danh-sach/cot                       →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/danh-sach/cot                     →login 404 404 404 404 200 200 404 404
        /ban/{branch}/danh-sach/cot                         →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/danh-sach/cot               →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/danh-sach/cot                        →login 404 404 404 404 404 404 404 404
        /ban/{district}/to-chuc                             →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/to-chuc                           →login 404 404 404 404 200 200 404 404
        /ban/{other-grassroots}/to-chuc                     →login 404 404 404 404 404 200 404 404
        /ban/{branch}/to-chuc                               →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/to-chuc                     →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/to-chuc                              →login 404 404 404 404 404 404 404 404
        /ban/{district}/phan-cong                           →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/phan-cong                         →login 404 404 404 404 200 200 404 404
        /ban/{other-grassroots}/phan-cong                   →login 404 404 404 404 404 200 404 404
        /ban/{district}/nhap/mau/{list}.xlsx                →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/nhap/mau/{list}.xlsx              →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/nhap/mau/{list}.xlsx        →login 404 404 404 404 404 404 200 404
        /ban/{branch}/phan-cong                             →login 404 404 404 404 200 200 404 404
        /ban/{sibling-district}/phan-cong                   →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/phan-cong                            →login 404 404 404 404 404 404 404 404
        /ban/{district}/thong-bao                           →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/thong-bao                         →login 404 404 404 404 404 200 404 404
        /ban/{branch}/thong-bao                             →login 404 404 404 404 404 200 404 404
        /ban/{sibling-district}/thong-bao                   →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/thong-bao                            →login 404 404 404 404 404 404 404 404
        /ban/{district}/nguoi-xem                           →login 404 404 404 404 404 200 404 404
        /ban/{grassroots}/nguoi-xem                         →login 404 404 404 404 404 200 404 404
        /ban/{branch}/nguoi-xem                             →login 404 404 404 404 404 200 404 404
        /ban/{sibling-district}/nguoi-xem                   →login 404 404 404 404 404 404 200 404
        /ban/{nowhere}/nguoi-xem                            →login 404 404 404 404 404 404 404 404

        /quan-tri                                           →login 404 404 404 404 404 404 404 200
        /quan-tri/nguoi-dung/them                           →login 404 404 404 404 404 404 404 200
        /quan-tri/nguoi-dung/{user}                         →login 404 404 404 404 404 404 404 200
        /quan-tri/nguoi-dung/{administrator}                →login 404 404 404 404 404 404 404 200
        /quan-tri/nguoi-dung/{no-id}                        →login 404 404 404 404 404 404 404 404
        /quan-tri/nguoi-dung/{user}/duong-dan               →login 404 404 404 404 404 404 404 200
        /quan-tri/nguoi-dung/{no-id}/duong-dan              →login 404 404 404 404 404 404 404 404
        """);
}
